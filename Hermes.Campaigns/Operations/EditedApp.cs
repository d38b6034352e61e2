using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.Campaigns.Oracles;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using Hermes.Operator.Tenancy;
using Hermes.Operator.Validation;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Campaigns.Operations;

/// <summary>An app in a world of its own, whose spec is changed again and again.</summary>
internal sealed class EditedApp : IDisposable
{
    private const string Name = "web";
    private const string Apps = "hermes.dev/hermesapps";

    // Where the count is not the spec's: what it came to before depends on the way, and rightly so.
    private const int Count = 4;

    private static readonly ApplyOptions User = new("user", Force: true);
    private static readonly PatchOptions Scaler = new("user");

    private readonly List<string> _faults = [];

    private EditedApp(int seed)
    {
        World = new VirtualWorld(seed, [new OwnershipHolds(), new OneScaler(Name), new CountHolds(Name)]);
        World.StartOperator();
    }

    public VirtualWorld World { get; }

    /// <summary>The spec that is stored.</summary>
    public JsonObject Spec { get; private set; } = [];

    /// <summary>The last spec that the operator carried out: valid, and of an app that is not paused.</summary>
    public JsonObject CarriedOut { get; private set; } = [];

    /// <summary>What was wrong, so far.</summary>
    public IReadOnlyList<string> Faults => [.. _faults, .. World.Faults];

    /// <summary>Makes an app of a spec that must be valid.</summary>
    public static EditedApp Create(JsonObject spec, int seed)
    {
        var app = new EditedApp(seed);
        if (!app.TryChange(spec))
        {
            app._faults.Add($"the spec to begin with is refused: {spec.ToJsonString()}");
        }

        return app;
    }

    /// <summary>Changes the spec, and lets all come of it that comes.</summary>
    /// <returns>Whether it is taken: neither refused by the server nor found invalid by the operator.</returns>
    public bool TryChange(JsonObject spec)
    {
        var isRefused = false;
        World.Do(async () =>
        {
            try
            {
                await World.User.ApplyAsync(AppOf(spec), User, CancellationToken.None);
            }
            catch (KubernetesException)
            {
                isRefused = true;
            }
        });
        World.RunUntilQuiet();
        if (isRefused)
        {
            return false;
        }

        // Not what was applied: where the last of an object's fields is left out, the server drops the object too.
        Spec = World.Cluster.Store.World.Of(Apps).Get(new ObjectKey(VirtualWorld.Namespace, Name))!.Copy().ObjectAt("spec")!.DeepClone().AsObject();
        var isValid = CheckAnswer();
        if (isValid && (bool?)Spec["paused"] is not true)
        {
            CarriedOut = Spec;
        }

        return isValid;
    }

    /// <summary>What stands, with the count brought to the same wherever it is not the spec's.</summary>
    public EditedEnd End()
    {
        if (CarriedOut["scaling"] is not null || CarriedOut["replicas"] is null)
        {
            World.Do(SetCountAsync);
            World.RunUntilQuiet();
        }

        return new EditedEnd(StandingObjects.Of(World.Cluster), CarriedOut, JsonNode.DeepEquals(Spec, CarriedOut));
    }

    public void Dispose() => World.Dispose();

    private async Task SetCountAsync()
    {
        var deployment = await World.User.GetAsync<V1Deployment>(Name, VirtualWorld.Namespace, CancellationToken.None);
        if (deployment?.Spec.Replicas is > 0 and not Count)
        {
            var patch = new JsonObject { ["spec"] = new JsonObject { ["replicas"] = Count } };
            await World.User.MergePatchAsync<V1Deployment>(Name, VirtualWorld.Namespace, patch, Scaler, CancellationToken.None);
        }
    }

    // What the definition lets through and the operator does not want must be said, of the present generation.
    private bool CheckAnswer()
    {
        HermesApp? app = null;
        World.Do(async () => app = await World.User.GetAsync<HermesApp>(Name, VirtualWorld.Namespace, CancellationToken.None));
        IReadOnlyList<FieldFault> faults = [.. HermesAppValidator.Validate(app!), .. TenantRules.Check(app!, new TenantLimits())];
        var accepted = app!.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ConditionType.Accepted);
        var expected = faults.Count == 0 ? "True" : "False";
        if (accepted?.Status != expected || accepted.ObservedGeneration != app.Metadata.Generation || app.Status!.ObservedGeneration != app.Metadata.Generation)
        {
            _faults.Add($"Accepted is {accepted?.Status} of generation {accepted?.ObservedGeneration}, not {expected} of {app.Metadata.Generation}: {Spec.ToJsonString()}");
        }

        return faults.Count == 0;
    }

    private static HermesApp AppOf(JsonObject spec) => new JsonObject
    {
        ["metadata"] = new JsonObject { ["name"] = Name, ["namespace"] = VirtualWorld.Namespace },
        ["spec"] = spec.DeepClone(),
    }.Deserialize(HermesJsonContext.Default.HermesApp)!;
}
