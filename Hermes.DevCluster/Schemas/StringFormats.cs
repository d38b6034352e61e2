using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.NetworkInformation;
using System.Text.RegularExpressions;

namespace Hermes.DevCluster.Schemas;

/// <summary>The string formats that the API server checks; any other is ignored, as it ignores it.</summary>
internal static partial class StringFormats
{
    private static readonly Dictionary<string, Func<string, bool>> Checks = new()
    {
        ["uri"] = IsUri,
        ["email"] = text => MailAddress.TryCreate(text, out _),
        ["hostname"] = text => text.Length <= 255 && text.Split('.').All(label => label.Length <= 63) && Hostname().IsMatch(text),
        ["ipv4"] = IpText.IsV4,
        ["ipv6"] = IpText.IsV6,
        ["cidr"] = IsCidr,
        ["mac"] = text => PhysicalAddress.TryParse(text, out _),
        ["uuid"] = text => Uuid().IsMatch(text),
        ["uuid3"] = text => Uuid().IsMatch(text) && Digits(text)[12] == '3',
        ["uuid4"] = text => Uuid().IsMatch(text) && Digits(text)[12] == '4' && IsRfcVariant(text),
        ["uuid5"] = text => Uuid().IsMatch(text) && Digits(text)[12] == '5' && IsRfcVariant(text),
        ["hexcolor"] = text => HexColor().IsMatch(text),
        ["byte"] = text => text.Length > 0 && Base64.IsValid(text),
        ["password"] = _ => true,
        ["date"] = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["duration"] = text => GoDuration.TryParse(text, out _) || LooseDuration().IsMatch(text),
        ["datetime"] = text => Rfc3339.TryParse(text, out _),
        ["k8sshortname"] = text => text.Length <= 63 && ShortName().IsMatch(text),
        ["k8slongname"] = text => text.Length <= 253 && text.Split('.').All(label => ShortName().IsMatch(label)),
    };

    /// <summary>Whether the server checks the format of strings.</summary>
    public static bool IsKnown(string format) => Checks.ContainsKey(Normal(format));

    /// <summary>Whether the text has the format; true for one that is not checked.</summary>
    public static bool Holds(string format, string text) => !Checks.TryGetValue(Normal(format), out var check) || check(text);

    /// <summary>go-openapi does not see dashes: <c>date-time</c> is <c>datetime</c>.</summary>
    private static string Normal(string format) => format.Replace("-", "", StringComparison.Ordinal);

    private static bool IsRfcVariant(string uuid) => Digits(uuid)[16] is '8' or '9' or 'a' or 'b' or 'A' or 'B';

    private static string Digits(string uuid) => uuid.Replace("-", "", StringComparison.Ordinal);

    /// <summary>Unix takes a path for a file URI, which Go does not; a path alone is a request URI to both.</summary>
    private static bool IsUri(string text) =>
        text.StartsWith('/')
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && text.StartsWith(uri.Scheme, StringComparison.OrdinalIgnoreCase));

    private static bool IsCidr(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && IpText.IsAddress(parts[0]) && IPAddress.TryParse(parts[0], out var address)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            && bits <= address.GetAddressBytes().Length * 8;
    }

    [GeneratedRegex(
        @"^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Hostname();

    [GeneratedRegex(@"^[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex HexColor();

    // go-openapi also takes Scala's way of writing durations: numbers and units anywhere in the text.
    [GeneratedRegex(
        @"\d+\s*(ns|us|µs|ms|s|m|h|d|w|nano|micro|milli|sec|min|hr|hour|day|wk|week)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LooseDuration();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ShortName();
}
