using System.Text.Json;
using Hermes.Kubernetes.Entities;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Tests.Validation;

/// <summary>What each attribute says of a value, in words, at its bound and one beyond.</summary>
public sealed class FieldRulesTests
{
    [Theory]
    [InlineData(nameof(Sample.Least), 2, null)]
    [InlineData(nameof(Sample.Least), 1, "must be at least 2, not 1")]
    [InlineData(nameof(Sample.Most), 9, null)]
    [InlineData(nameof(Sample.Most), 10, "must be at most 9, not 10")]
    [InlineData(nameof(Sample.Between), 0, "must be from 1 to 5, not 0")]
    [InlineData(nameof(Sample.Between), 1, null)]
    [InlineData(nameof(Sample.Between), 5, null)]
    [InlineData(nameof(Sample.Between), 6, "must be from 1 to 5, not 6")]
    [InlineData(nameof(Sample.Free), 10, null)]
    [InlineData(nameof(Sample.Text), "a", "must have at least 2 characters, not 1")]
    [InlineData(nameof(Sample.Text), "ab", null)]
    [InlineData(nameof(Sample.Text), "abcd", null)]
    [InlineData(nameof(Sample.Text), "abcde", "must have at most 4 characters, not 5")]
    [InlineData(nameof(Sample.Text), "\U0001F600\U0001F600\U0001F600\U0001F600", null)]
    [InlineData(nameof(Sample.Named), "", "must not be empty")]
    [InlineData(nameof(Sample.Named), "a", null)]
    [InlineData(nameof(Sample.One), "v1", null)]
    [InlineData(nameof(Sample.One), "v2", "must be v1, not \"v2\"")]
    [InlineData(nameof(Sample.Two), "b", null)]
    [InlineData(nameof(Sample.Two), "c", "must be a or b, not \"c\"")]
    [InlineData(nameof(Sample.Three), "d", "must be a, b or c, not \"d\"")]
    [InlineData(nameof(Sample.Digits), "12", null)]
    [InlineData(nameof(Sample.Digits), "1a", "must match ^[0-9]+$")]
    [InlineData(nameof(Sample.Digits), "12\n", "must match ^[0-9]+$")]
    [InlineData(nameof(Sample.Digits), true, null)]
    public void CheckValue_AtAndBeyondABound_SaysWhatMustHold(string property, object value, string? message) =>
        Rules(property).CheckValue("field", value).Select(fault => fault.ToString()).ShouldBe(message is null ? [] : [$"field: {message}"]);

    [Fact]
    public void CheckValue_OfALongNumber_ReadsAllOfIt() =>
        Rules(nameof(Sample.Most)).CheckValue("field", 4_294_967_297L).ShouldHaveSingleItem().Message.ShouldBe("must be at most 9, not 4294967297");

    [Theory]
    [InlineData(nameof(Sample.Free), 1000, null)]
    [InlineData(nameof(Sample.Few), 1, "must have at least 2 entries, not 1")]
    [InlineData(nameof(Sample.Few), 2, null)]
    [InlineData(nameof(Sample.Few), 3, null)]
    [InlineData(nameof(Sample.Few), 4, "must have at most 3 entries, not 4")]
    [InlineData(nameof(Sample.Some), 0, "must not be empty")]
    [InlineData(nameof(Sample.Some), 1, null)]
    public void CheckSize_AtAndBeyondABound_SaysWhatMustHold(string property, int size, string? message) =>
        Rules(property).CheckSize("list", size).Select(fault => fault.ToString()).ShouldBe(message is null ? [] : [$"list: {message}"]);

    [Theory]
    [InlineData(nameof(Sample.Set), "list[2]: repeats list[0] (a)")]
    [InlineData(nameof(Sample.Atomic), null)]
    [InlineData(nameof(Sample.Free), null)]
    public void CheckRepeats_OfAListWithARepeat_NamesBothPlacesUnlessTheListIsAtomic(string property, string? fault) =>
        Rules(property).CheckRepeats("list", new[] { "a", "b", "a" }).Select(one => one.ToString()).ShouldBe(fault is null ? [] : [fault]);

    private static FieldRules Rules(string property) =>
        new(JsonSerializerOptions.Default.GetTypeInfo(typeof(Sample)).Properties.Single(one => one.Name == property));

    private sealed class Sample
    {
        [RangeMinimum(2)]
        public int? Least { get; set; }

        [RangeMaximum(9)]
        public long? Most { get; set; }

        [RangeMinimum(1)]
        [RangeMaximum(5)]
        public int? Between { get; set; }

        public int? Free { get; set; }

        [Length(2, 4)]
        public string? Text { get; set; }

        [Length(1)]
        public string? Named { get; set; }

        [AllowedValues("v1")]
        public string? One { get; set; }

        [AllowedValues("a", "b")]
        public string? Two { get; set; }

        [AllowedValues("a", "b", "c")]
        public string? Three { get; set; }

        [Pattern("^[0-9]+$")]
        public string? Digits { get; set; }

        [Items(2, 3)]
        public IReadOnlyList<string>? Few { get; set; }

        [Items(1)]
        public IReadOnlyList<string>? Some { get; set; }

        [ListType("set")]
        public IReadOnlyList<string>? Set { get; set; }

        [ListType("atomic")]
        public IReadOnlyList<string>? Atomic { get; set; }
    }
}
