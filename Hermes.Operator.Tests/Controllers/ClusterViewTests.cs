using Hermes.Operator.Controllers;

namespace Hermes.Operator.Tests.Controllers;

public sealed class ClusterViewTests
{
    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, false, true)]
    [InlineData(null, true, null)]
    [InlineData(null, false, null)]
    [InlineData(false, true, true)]
    [InlineData(false, null, null)]
    [InlineData(false, false, false)]
    public void IsEitherServed_TheFirstIsNotKnown_TheOtherDoesNotTakeItsPlace(bool? first, bool? other, bool? isServed) =>
        ClusterView.IsEitherServed(first, other).ShouldBe(isServed);
}
