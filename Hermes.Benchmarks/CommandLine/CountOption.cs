using System.CommandLine;
using System.Globalization;

namespace Hermes.Benchmarks.CommandLine;

/// <summary>How many of something; what is no such number gets one line that says so.</summary>
internal static class CountOption
{
    private const int Maximum = 1_000_000;

    /// <summary>Makes an option.</summary>
    /// <param name="name">Its name, with dashes.</param>
    /// <param name="description">What it does.</param>
    /// <param name="fallback">The value where it is not given.</param>
    public static Option<int> Create(string name, string description, int fallback)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= Maximum))
            {
                result.AddError($"{name}: must be a number from 1 to {Maximum}, not '{result.Tokens[0].Value}'");
            }
        });
        return option;
    }
}
