using System.Globalization;
using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Switches;

/// <summary>One run of the walk.</summary>
/// <param name="From">How the app is scaled at first.</param>
/// <param name="To">How it is scaled then.</param>
/// <param name="IsBusy">Whether requests are pending all the time, so that nothing ever goes to sleep.</param>
/// <param name="Fault">What befalls the operator in between; null for nothing.</param>
internal sealed record SwitchCase(ScalerChoice From, ScalerChoice To, bool IsBusy, WriteFault? Fault = null)
{
    /// <summary>The command line that runs this one alone.</summary>
    public string Command(int seed) => string.Create(
        CultureInfo.InvariantCulture,
        $"dotnet run --project Hermes.Campaigns -c Release -- switches --from {From} --to {To} --load {(IsBusy ? "busy" : "idle")} --seed {seed}{OfFault()}");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{From} to {To}, {(IsBusy ? "busy" : "idle")}{(Fault is null ? "" : $", {Fault.Fate} at write {Fault.Write}")}");

    private string OfFault() => Fault is null ? "" : string.Create(CultureInfo.InvariantCulture, $" --fate {Fault.Fate} --write {Fault.Write}");
}
