using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Campaigns.Soak;

/// <summary>Everybody who changes apps and their children while an operator keeps them.</summary>
internal sealed class AppEditor(IKubernetesClient client, SoakSettings settings)
{
    private const int CreateAtATime = 4;

    private static readonly ApplyOptions User = new("soak-user", Force: true);
    private static readonly PatchOptions Intruder = new("soak-intruder");

#pragma warning disable CA5394 // Edits repeat with the seed; nothing is a secret.
    private readonly Random _random = new(settings.Seed);
#pragma warning restore CA5394

    /// <summary>How many edits were made.</summary>
    public int Edits { get; private set; }

    /// <summary>How many found nothing to edit: a child that was not there at the moment.</summary>
    public int Misses { get; private set; }

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < SoakSettings.Namespaces; i++)
        {
            var space = new V1Namespace { ApiVersion = "v1", Kind = V1Namespace.KubeKind, Metadata = new V1ObjectMeta { Name = NamespaceOf(i) } };
            await client.CreateAsync(space, cancellationToken);
        }

        var specs = new RandomSpecs(_random);
        var apps = Enumerable.Range(0, settings.Apps).Select(number => App(number, specs.Next(number))).ToList();
        await Parallel.ForEachAsync(
            apps,
            new ParallelOptions { MaxDegreeOfParallelism = CreateAtATime, CancellationToken = cancellationToken },
            async (app, token) => await client.ApplyAsync(app, User, token));
    }

    /// <summary>Edits until told to stop.</summary>
    /// <exception cref="KubernetesException">The server refused an edit, which none of them deserves.</exception>
    public async Task RunAsync(TimeProvider time, CancellationToken stop)
    {
        var specs = new RandomSpecs(_random);
        using var timer = new PeriodicTimer(SoakSettings.EditInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await EditAsync(specs);
                Edits++;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Edited enough.
        }
    }

    private async Task EditAsync(RandomSpecs specs)
    {
        var number = _random.Next(settings.Apps);
        var app = App(number, specs.Next(number));
        switch (_random.Next(10))
        {
            case 0:
                await DeleteAsync<V1Deployment>(ChildNames.Deployment(app), app);
                break;
            case 1:
                await DeleteAsync<V1Service>(ChildNames.Service(app), app);
                break;
            case 2:
                await PatchAsync<V1Deployment>(ChildNames.Deployment(app), app, """{"spec":{"template":{"spec":{"automountServiceAccountToken":true}}}}""");
                break;
            case 3:
                await PatchAsync<V1Service>(ChildNames.Service(app), app, """{"spec":{"selector":{"intruder":"true"}}}""");
                break;
            case 4:
                // A new object under the old name, before anybody may have seen that the old one went.
                await DeleteAsync<HermesApp>(app.Metadata.Name, app);
                await client.ApplyAsync(app, User, CancellationToken.None);
                break;
            default:
                await client.ApplyAsync(app, User, CancellationToken.None);
                break;
        }
    }

    private async Task DeleteAsync<TEntity>(string name, HermesApp app)
        where TEntity : class, k8s.IKubernetesObject<V1ObjectMeta>
    {
        if (!await client.DeleteAsync<TEntity>(name, app.Metadata.NamespaceProperty, null, CancellationToken.None))
        {
            Misses++;
        }
    }

    private async Task PatchAsync<TEntity>(string name, HermesApp app, string patch)
        where TEntity : class, k8s.IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            await client.MergePatchAsync<TEntity>(
                name, app.Metadata.NamespaceProperty, JsonNode.Parse(patch)!.AsObject(), Intruder, CancellationToken.None);
        }
        catch (KubernetesException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            Misses++;
        }
    }

    private static HermesApp App(int number, HermesAppSpec spec) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"app-{number}"),
            NamespaceProperty = NamespaceOf(number % SoakSettings.Namespaces),
        },
        Spec = spec,
    };

    private static string NamespaceOf(int number) => string.Create(CultureInfo.InvariantCulture, $"soak-{number}");
}
