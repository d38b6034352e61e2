using System.CommandLine;
using System.Globalization;

namespace Hermes.Campaigns.CommandLine;

/// <summary>A whole number within bounds; what is none gets one line that says so.</summary>
internal static class NumberOption
{
    /// <summary>Makes an option.</summary>
    /// <param name="name">Its name, with dashes.</param>
    /// <param name="description">What it does.</param>
    /// <param name="fallback">The value where it is not given; null for none.</param>
    /// <param name="maximum">The greatest value; the least is 1.</param>
    public static Option<int?> Create(string name, string description, int? fallback, int maximum)
    {
        var option = new Option<int?>(name) { Description = fallback is null ? description : $"{description} Default: {fallback}.", DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0
                && !(int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= maximum))
            {
                result.AddError($"{name}: must be a number from 1 to {maximum}, not '{result.Tokens[0].Value}'");
            }
        });
        return option;
    }
}
