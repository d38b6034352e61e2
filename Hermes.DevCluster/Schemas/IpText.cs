using System.Net;
using System.Net.Sockets;

namespace Hermes.DevCluster.Schemas;

/// <summary>IP addresses as Go reads them: four numbers, where .NET also takes one, two or three.</summary>
internal static class IpText
{
    /// <summary>Whether a text is an address of either family.</summary>
    public static bool IsAddress(string text) => IsV4(text) || IsV6(text);

    /// <summary>Whether a text is an IPv4 address.</summary>
    public static bool IsV4(string text) =>
        text.Count('.') == 3
        && text.Split('.').All(static part => part is "0" or [>= '1' and <= '9', ..])
        && IPAddress.TryParse(text, out var address)
        && address.AddressFamily == AddressFamily.InterNetwork;

    /// <summary>Whether a text is an IPv6 address.</summary>
    public static bool IsV6(string text) =>
        text.Contains(':', StringComparison.Ordinal) && !text.StartsWith('[') && IPAddress.TryParse(text, out _);
}
