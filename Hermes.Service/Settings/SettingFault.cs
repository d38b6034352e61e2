namespace Hermes.Service.Settings;

/// <summary>What is wrong with one setting, in one line.</summary>
internal sealed record SettingFault(string Setting, string Message)
{
    public override string ToString() => $"{Setting}: {Message}";
}
