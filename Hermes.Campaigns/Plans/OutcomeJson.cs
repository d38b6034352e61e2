using System.Text.Json;

namespace Hermes.Campaigns.Plans;

/// <summary>What came of campaigns, for machines.</summary>
internal static class OutcomeJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static byte[] Write(int seed, IReadOnlyList<CampaignOutcome> outcomes)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("seed", seed);
            json.WriteStartArray("campaigns");
            foreach (var outcome in outcomes)
            {
                Write(json, seed, outcome);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, int seed, CampaignOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("name", outcome.Campaign);
        json.WriteNumber("planned", outcome.Planned);
        json.WriteNumber("tried", outcome.Results.Count);
        json.WriteNumber("passed", outcome.Passed);
        json.WriteNumber("nothingStruck", outcome.Idle);
        json.WriteNumber("seconds", Math.Round(outcome.Duration.TotalSeconds, 1));
        json.WriteStartArray("failures");
        foreach (var failure in outcome.Failures)
        {
            json.WriteStartObject();
            json.WriteString("plan", failure.Plan);
            json.WriteString("command", CampaignReport.Command(outcome.Campaign, failure.Plan, seed));
            json.WriteStartArray("faults");
            foreach (var fault in failure.Faults)
            {
                json.WriteStringValue(fault);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
