using System.CommandLine;
using Hermes.Campaigns.Plans;

namespace Hermes.Campaigns.Tests.Plans;

public sealed class CampaignsCommandTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h", 3600)]
    public void ParseBudget_ATime_IsRead(string text, int seconds) =>
        CampaignsCommand.ParseBudget(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("--budget", "soon", "--budget: must be a time such as 90s, 10m or 1h, not 'soon'")]
    [InlineData("--budget", "0s", "--budget: must be a time such as 90s, 10m or 1h, not '0s'")]
    [InlineData("--replay", "create/1:CrashAfter", "--replay: needs --only, which says of which campaign the plan is")]
    [InlineData("--seed", "x", "--seed: must be a number from 1 to 2147483647, not 'x'")]
    public void Parse_AWrongOption_GetsOneLineThatNamesIt(string option, string value, string expected)
    {
        var command = new RootCommand();
        CampaignsCommand.AddTo(command, TextWriter.Null, TimeProvider.System);

        command.Parse([option, value]).Errors.ShouldContain(error => error.Message == expected);
    }
}
