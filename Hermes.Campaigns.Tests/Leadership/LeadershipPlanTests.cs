using Hermes.Campaigns.Leadership;
using Hermes.Campaigns.Plans;

namespace Hermes.Campaigns.Tests.Leadership;

public sealed class LeadershipPlanTests
{
    [Fact]
    public void Plans_OfTheCampaign_AreMoreThan250AndEachCanBeRead()
    {
        var plans = new LeadershipCampaign(CampaignSettings.DefaultSeed).Plans(CancellationToken.None);

        plans.Count.ShouldBeGreaterThan(250);
        plans.Distinct().Count().ShouldBe(plans.Count);
        plans.Select(plan => LeadershipPlan.Parse(plan).ToString()).ShouldBe(plans);
        plans.Select(plan => LeadershipPlan.Parse(plan).First).Distinct().ShouldBe(Enum.GetValues<DisturbanceKind>());
    }

    [Theory]
    [InlineData("create")]
    [InlineData("create/4/Pause/1")]
    [InlineData("create/2/Sleep/1")]
    [InlineData("unknown/2/Pause/1")]
    public void Parse_WhatIsNoPlan_IsRefused(string text) => Should.Throw<FormatException>(() => LeadershipPlan.Parse(text));
}
