using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Hosting;

namespace Hermes.Kubernetes.Tests.Hosting;

public sealed class KubernetesOperatorOptionsTests
{
    [Fact]
    public void Validate_OfTheDefaults_FindsNothing() => Faults(new KubernetesOperatorOptions()).ShouldBeEmpty();

    [Fact]
    public void Validate_WithEverythingWrong_NamesEveryOptionAtOnce()
    {
        var options = new KubernetesOperatorOptions
        {
            Name = "-",
            Kubeconfig = "",
            Context = "",
            Cluster = new ClusterConfiguration { Server = new Uri("https://127.0.0.1") },
            Workers = 0,
            ReconcileTimeout = TimeSpan.Zero,
            ResyncInterval = TimeSpan.FromMilliseconds(1),
            RetryDelay = TimeSpan.Zero,
            MaxRetryDelay = TimeSpan.FromSeconds(-1),
            DrainTimeout = TimeSpan.FromSeconds(-1),
            HealthPort = 65536,
        };
        options.Namespaces.Add("Upper");

        Faults(options).Select(fault => fault.Split(' ')[0]).ShouldBe(
        [
            "Name", "Kubeconfig", "Context", "Cluster", "Workers", "ReconcileTimeout", "ResyncInterval", "RetryDelay", "MaxRetryDelay",
            "DrainTimeout", "HealthPort", "Namespaces",
        ]);
    }

    [Fact]
    public void Validate_OfLeaderElection_ChecksItsDurationsTogether()
    {
        var options = new KubernetesOperatorOptions();
        var election = options.LeaderElection;
        (election.LeaseName, election.LeaseNamespace) = ("Upper", "");
        (election.LeaseDuration, election.RenewDeadline, election.RetryPeriod) =
            (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(6));

        Faults(options).Select(fault => fault.Split(' ')[0]).ShouldBe(
            ["LeaderElection.LeaseName", "LeaderElection.LeaseNamespace", "LeaderElection.LeaseDuration", "LeaderElection.RetryPeriod"]);
    }

    [Theory]
    [InlineData(15, 10, 2, true)]
    [InlineData(3, 2, 0.1, true)]
    [InlineData(15.5, 10, 2, false)]
    [InlineData(3600, 3599, 2, true)]
    [InlineData(3601, 10, 2, false)]
    [InlineData(15, 1.9, 0.5, false)]
    [InlineData(15, 10, 0.09, false)]
    [InlineData(15, 10, 5, true)]
    public void Validate_OfLeaseDurations_WantsRoomBetweenThem(double lease, double renew, double retry, bool isValid)
    {
        var options = new KubernetesOperatorOptions();
        options.LeaderElection.LeaseDuration = TimeSpan.FromSeconds(lease);
        options.LeaderElection.RenewDeadline = TimeSpan.FromSeconds(renew);
        options.LeaderElection.RetryPeriod = TimeSpan.FromSeconds(retry);

        Faults(options).Any().ShouldBe(!isValid);
    }

    [Fact]
    public void Validate_OfAnElectionByANameThatNoLeaseCanHave_WantsOne()
    {
        var options = new KubernetesOperatorOptions { Name = "My_Operator" };
        Faults(options).ShouldBeEmpty();

        options.LeaderElection.Enabled = true;

        Faults(options).Select(fault => fault.Split(' ')[0]).ShouldBe(["LeaderElection.LeaseName"]);
    }

    [Fact]
    public void Validate_OfIntervalsThatNoClockCanCount_NamesThem() => Faults(new KubernetesOperatorOptions
    {
        ResyncInterval = TimeSpan.MaxValue,
        MaxRetryDelay = TimeSpan.MaxValue,
    }).Select(fault => fault.Split(' ')[0]).ShouldBe(["ResyncInterval", "MaxRetryDelay"]);

    [Theory]
    [InlineData("hermes-operator", true)]
    [InlineData("a", true)]
    [InlineData("a.b_c-d", true)]
    [InlineData("", false)]
    [InlineData("a-", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    public void Validate_OfTheName_WantsALabelValue(string name, bool isValid) =>
        Faults(new KubernetesOperatorOptions { Name = name }).Any().ShouldBe(!isValid);

    [Fact]
    public void Validate_OfTheName_WantsAtMost63Characters()
    {
        Faults(new KubernetesOperatorOptions { Name = new string('a', 63) }).ShouldBeEmpty();
        Faults(new KubernetesOperatorOptions { Name = new string('a', 64) }).ShouldNotBeEmpty();
    }

    private static IEnumerable<string> Faults(KubernetesOperatorOptions options) =>
        new KubernetesOperatorOptionsValidator().Validate(null, options).Failures ?? [];
}
