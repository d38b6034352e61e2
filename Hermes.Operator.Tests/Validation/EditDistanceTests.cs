using Hermes.Operator.Validation;

namespace Hermes.Operator.Tests.Validation;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("port", "port", 0)]
    [InlineData("Port", "pORT", 0)]
    [InlineData("", "port", 4)]
    [InlineData("port", "", 4)]
    [InlineData("prt", "port", 1)]
    [InlineData("poort", "port", 1)]
    [InlineData("part", "port", 1)]
    [InlineData("prot", "port", 2)]
    [InlineData("kitten", "sitting", 3)]
    public void Between_TwoNames_IsTheLeastNumberOfEdits(string left, string right, int distance) =>
        EditDistance.Between(left, right).ShouldBe(distance);

    [Fact]
    public void Between_NamesOfTheLongestLength_IsStillCounted() =>
        EditDistance.Between(new string('a', 64), new string('a', 63) + "b").ShouldBe(1);

    [Theory]
    [InlineData(65, 3)]
    [InlineData(3, 65)]
    public void Between_NamesLongerThanAnyField_IsTheLongersLength(int left, int right) =>
        EditDistance.Between(new string('a', left), new string('a', right)).ShouldBe(65);
}
