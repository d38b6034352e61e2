using System.Globalization;

namespace Hermes.Service.Settings;

/// <summary>Reads single settings and gathers what is wrong with them. A setting that is empty counts as absent.</summary>
internal sealed class SettingsReader(IConfiguration configuration, List<SettingFault> faults)
{
    public string? Text(string name) => configuration[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    public TimeSpan Seconds(string name, int fallback, int minimum, int maximum)
    {
        var text = Text(name);
        if (text is null)
        {
            return TimeSpan.FromSeconds(fallback);
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= minimum && seconds <= maximum)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        Fault(name, $"must be a number of seconds from {minimum} to {maximum}, not '{text}'");
        return TimeSpan.FromSeconds(fallback);
    }

    public int Number(string name, int fallback, int maximum)
    {
        var text = Text(name);
        if (text is null)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= maximum)
        {
            return number;
        }

        Fault(name, $"must be a whole number from 0 to {maximum}, not '{text}'");
        return fallback;
    }

    public IReadOnlyList<int> Ports(string name, IEnumerable<string> values)
    {
        var ports = new List<int>();
        foreach (var value in values)
        {
            if (ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                ports.Add(port);
            }
            else
            {
                Fault(name, $"must be a port from 0 to 65535, not '{value}'");
            }
        }

        return ports;
    }

    public void Fault(string name, string message) => faults.Add(new SettingFault(name, message));
}
