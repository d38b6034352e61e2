using System.Text.Json.Nodes;
using Hermes.Campaigns.Plans;

namespace Hermes.Campaigns.Operations;

/// <summary>
/// Every operation on every field of the spec, alone and in chains: whatever the way, the end is that of an app made afresh as it is. Plans:
/// <c>port@above</c> changes one field and takes it back; <c>port@effect</c> asks whether the field does what is said of it;
/// <c>chain:port@max,image@set1</c> changes one after another.
/// </summary>
/// <param name="seed">Decides what is left to chance, and the chains.</param>
internal sealed class OperationsCampaign(int seed) : ICampaign
{
    public const string CampaignName = "operations";

    private const string ChainPrefix = "chain:";
    private const string EffectSuffix = "@effect";
    private const int Chains = 1400;
    private const int LongestChain = 10;

    // A thousand pods cost a simulator more than they show.
    private static readonly FieldOperation[] ForChains =
        [.. OperationCatalog.All.Where(operation => operation.ToString() is not ("replicas@max" or "scaling.minReplicas@max"))];

    private readonly FreshApps _fresh = new(seed);

    public string Name => CampaignName;

    public IReadOnlyList<string> Plans(CancellationToken cancellationToken)
    {
#pragma warning disable CA5394 // The chains repeat with the seed; nothing is a secret.
        var random = new Random(seed);
        return
        [
            .. OperationCatalog.All.Select(operation => operation.ToString()),
            .. OperationCatalog.Fields.Where(field => !field.IsObject && FieldSetting.Of(field).Effect is not null).Select(field => field.Path + EffectSuffix),
            .. Enumerable.Range(0, Chains).Select(_ => ChainPrefix + string.Join(',', random.GetItems(ForChains, random.Next(3, LongestChain + 1)).AsEnumerable())),
        ];
#pragma warning restore CA5394
    }

    public PlanResult Run(string plan)
    {
        if (plan.StartsWith(ChainPrefix, StringComparison.Ordinal))
        {
            return RunChain(plan, [.. plan[ChainPrefix.Length..].Split(',').Select(OperationCatalog.Get)]);
        }

        if (plan.EndsWith(EffectSuffix, StringComparison.Ordinal))
        {
            return RunEffect(plan, OperationCatalog.Fields.FirstOrDefault(field => field.Path == plan[..^EffectSuffix.Length])
                ?? throw new FormatException($"the spec has no field '{plan[..^EffectSuffix.Length]}'"));
        }

        return RunAlone(plan, OperationCatalog.Get(plan));
    }

    private PlanResult RunAlone(string plan, FieldOperation operation)
    {
        var good = FieldSetting.Of(operation.Field).Base();
        var changed = operation.ChangeOf(good);
        List<string> faults = [];
        List<EditedEnd> ends = [];
        string digest;
        using (var app = EditedApp.Create(good, seed))
        {
            var isTaken = app.TryChange(changed);
            if (operation.IsValid is { } isValid && isValid != isTaken)
            {
                faults.Add($"{changed.ToJsonString()} is {(isTaken ? "taken" : "not taken")}");
            }

            ends.Add(app.End());
            if (!app.TryChange(good))
            {
                faults.Add("it cannot be taken back");
            }

            ends.Add(app.End());
            faults.AddRange(app.Faults);
            digest = app.World.Digest();
        }

        return new PlanResult(plan, [.. faults, .. ends.SelectMany(Differences)], digest);
    }

    private PlanResult RunEffect(string plan, SchemaField field)
    {
        var setting = FieldSetting.Of(field);
        var before = _fresh.Of(setting.Base());
        var isSeen = FieldOperations.Of(field).Where(operation => operation.IsValid is true).Any(operation =>
            _fresh.Of(operation.ChangeOf(setting.Base())).DifferencesFrom(before).Any(difference =>
                difference.StartsWith($"{setting.Effect} ", StringComparison.Ordinal)));
        return new PlanResult(plan, isSeen ? [] : [$"no valid value of spec.{field.Path} shows in {setting.Effect}"], "");
    }

    private PlanResult RunChain(string plan, IReadOnlyList<FieldOperation> chain)
    {
        var result = RunOnce(plan, chain);
        return result.HasPassed ? result : result with { Faults = [.. result.Faults, $"shortest: --replay {ChainPrefix}{string.Join(',', Shrink(plan, chain))}"] };
    }

    // Without one step after the other, as long as it still fails.
    private IReadOnlyList<FieldOperation> Shrink(string plan, IReadOnlyList<FieldOperation> chain)
    {
        for (var index = 0; index < chain.Count;)
        {
            FieldOperation[] shorter = [.. chain.Where((_, step) => step != index)];
            (chain, index) = RunOnce(plan, shorter).HasPassed ? (chain, index + 1) : (shorter, 0);
        }

        return chain;
    }

    private PlanResult RunOnce(string plan, IReadOnlyList<FieldOperation> chain)
    {
        EditedEnd end;
        IReadOnlyList<string> faults;
        string digest;
        var taken = 0;
        using (var app = EditedApp.Create(JsonNode.Parse("""{"image":"ghcr.io/acme/web:1"}""")!.AsObject(), seed))
        {
            foreach (var operation in chain)
            {
                taken += app.TryChange(operation.ChangeOf(app.Spec)) ? 1 : 0;
            }

            (end, faults, digest) = (app.End(), app.Faults, app.World.Digest());
        }

        return new PlanResult(plan, [.. faults, .. Differences(end)], digest) { HasStruck = taken > 0 };
    }

    // What the spec itself looks like is between the user and the server.
    private IEnumerable<string> Differences(EditedEnd end) => end.Standing.DifferencesFrom(_fresh.Of(end.CarriedOut)).Where(difference =>
        !difference.StartsWith(end.IsCarriedOut ? "hermesapps web.spec" : "hermesapps web", StringComparison.Ordinal));
}
