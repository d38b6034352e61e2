using System.Globalization;
using Hermes.Operator.Entities;

namespace Hermes.Campaigns.Soak;

/// <summary>Valid specs of every shape that gets children of its own: each scaler, with and without an Ingress, with variables or none.</summary>
internal sealed class RandomSpecs(Random random)
{
    private int _revision;

    /// <param name="number">The app's: no two apps want the same host.</param>
    public HermesAppSpec Next(int number)
    {
        var scaling = NextScaling();
        return new HermesAppSpec
        {
            Image = string.Create(CultureInfo.InvariantCulture, $"ghcr.io/acme/app-{number}:{++_revision}"),
            Port = random.Next(3) == 0 ? 8080 : null,
            Env = [.. Enumerable.Range(0, random.Next(4)).Select(i => new EnvironmentVariable { Name = $"VALUE_{i}", Value = $"{random.Next(1000)}" })],
            Replicas = scaling is null ? random.Next(1, 4) : null,
            Scaling = scaling,
            Ingress = random.Next(3) == 0 ? null : new IngressSettings { Hosts = [.. NextHosts(number)] },
        };
    }

    private Scaling? NextScaling() => random.Next(5) switch
    {
        0 or 1 => null,
        2 => new Scaling { MinReplicas = 1, MaxReplicas = random.Next(2, 5), Http = new HttpScaling { Concurrency = random.Next(10, 100) } },
        _ => new Scaling
        {
            MinReplicas = random.Next(1, 3),
            MaxReplicas = random.Next(3, 6),
            Cpu = new UtilizationTarget { AverageUtilization = random.Next(50, 90) },
        },
    };

    private IEnumerable<string> NextHosts(int number) =>
        Enumerable.Range(0, random.Next(1, 3)).Select(i => string.Create(CultureInfo.InvariantCulture, $"h{i}.app-{number}.example.org"));
}
