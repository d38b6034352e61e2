using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Hermes.Operator.Entities;
using Hermes.Operator.Instruments;
using k8s.Models;

namespace Hermes.Operator.Tests.Instruments;

public sealed class AppInstrumentsTests
{
    // Other tests' operators report in this process too: these apps are so many that theirs do not matter.
    private const int Many = 100_000;

    [Fact]
    public void Count_OfApps_IsByConditionAndStatus()
    {
        using var observation = AppInstruments.Observe(() => [.. Enumerable.Repeat(App(("Ready", "True")), Many), .. Enumerable.Repeat(App(("Ready", "False")), 2 * Many)]);

        var counts = Read();

        (counts[("Ready", "True")] / Many, counts[("Ready", "False")] / Many, counts[("Ready", "Unknown")] / Many).ShouldBe((1, 2, 0));
        (counts[("Accepted", "True")] / Many, counts[("Accepted", "Unknown")] / Many).ShouldBe((0, 3));
    }

    [Fact]
    public void Count_OfAppsThatSayNothingOfThemselvesOrNonsense_IsUnknown()
    {
        using var observation = AppInstruments.Observe(() =>
            [.. Enumerable.Repeat(new HermesApp(), Many), .. Enumerable.Repeat(App(("Ready", "Perhaps")), Many)]);

        (Read()[("Ready", "Unknown")] / Many).ShouldBe(2);
    }

    [Fact]
    public void Count_WhenAStatusIsNoApps_IsZeroAndNotLeftOut()
    {
        using var observation = AppInstruments.Observe(() => []);

        Read().Count.ShouldBe(6 * 3);
    }

    [Fact]
    public void Count_OfAnOperatorThatIsGone_IsNotMade()
    {
        AppInstruments.Observe(() => [.. Enumerable.Repeat(new HermesApp(), Many)]).Dispose();

        Read().Values.ShouldAllBe(count => count < Many);
    }

    [Fact]
    public void Count_WhileTheAppsAreNotKnown_LeavesThemOut()
    {
        var isAsked = false;
        using var observation = AppInstruments.Observe(() =>
        {
            isAsked = true;
            return null;
        });

        Read().Values.ShouldAllBe(count => count < Many);
        isAsked.ShouldBeTrue();
    }

    private static HermesApp App(params (string Type, string Status)[] conditions) => new()
    {
        Status = new HermesAppStatus { Conditions = [.. conditions.Select(condition => new V1Condition { Type = condition.Type, Status = condition.Status })] },
    };

    private static IReadOnlyDictionary<(string Condition, string Status), long> Read()
    {
        var counts = new ConcurrentDictionary<(string, string), long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == "hermes.app.count")
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => counts[((string)tags[0].Value!, (string)tags[1].Value!)] = count);
        listener.Start();
        listener.RecordObservableInstruments();
        return counts;
    }
}
