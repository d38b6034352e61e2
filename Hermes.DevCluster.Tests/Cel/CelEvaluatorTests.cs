using Hermes.DevCluster.Cel;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Cel;

public class CelEvaluatorTests
{
    private static readonly Schema Self = new()
    {
        Type = "object",
        Properties = new Dictionary<string, Schema>
        {
            ["i"] = new() { Type = "integer" },
            ["d"] = new() { Type = "number" },
            ["s"] = new() { Type = "string" },
            ["b"] = new() { Type = "boolean" },
            ["any"] = new() { IntOrString = true },
            ["list"] = new() { Type = "array", Items = new() { Type = "integer" } },
            ["set"] = new() { Type = "array", ListType = ListType.Set, Items = new() { Type = "string" } },
            ["map"] = new() { Type = "object", AdditionalProperties = new() { Type = "string" } },
            ["at"] = new() { Type = "string", Format = "date-time" },
            ["wait"] = new() { Type = "string", Format = "duration" },
            ["bytes"] = new() { Type = "string", Format = "byte" },
            ["absent"] = new() { Type = "string" },
            ["nested"] = new() { Type = "object", Properties = new Dictionary<string, Schema> { ["x"] = new() { Type = "string" } } },
            ["with-dash"] = new() { Type = "integer" },
            ["in"] = new() { Type = "integer" },
            ["a__b.c/d"] = new() { Type = "integer" },
        },
    };

    [Theory]
    [InlineData("1 + 2 * 3 - 4 / 2 == 5 && -7 % 3 == -1")]
    [InlineData("1.5 * 2.0 == 3.0 && 0x10 == 16 && 1e3 == 1000.0")]
    [InlineData("'a' + \"b\" == r'ab' && '''x''' == 'x' && '\\u0041\\x42\\n' == 'AB\\n'")]
    [InlineData("self.i == 5 && self.d > 1 && 1 < 1.5 && self.s == 'Hello'")]
    [InlineData("!(true && false) || false ? 1 == 1 : 1 == 2")]
    [InlineData("[1, 2] + [3] == [1, 2, 3] && [1, 2, 3][1] == 2 && 2 in [1, 2] && !(3 in [1, 2])")]
    [InlineData("{'a': 1, 'b': 2}['b'] == 2 && {'a': 1}.a == 1 && 'a' in {'a': 1} && size({'a': 1}) == 1")]
    [InlineData("has(self.s) && !has(self.absent) && has(self.nested.x) && !has({'a': 1}.b)")]
    [InlineData("size('héé') == 3 && 'héé'.size() == 3 && size([1]) == 1 && size(b'é') == 2")]
    [InlineData("self.s.startsWith('He') && self.s.endsWith('lo') && self.s.contains('ell') && self.s.matches('l+o$')")]
    [InlineData("'aB'.lowerAscii() == 'ab' && 'aB'.upperAscii() == 'AB' && ' x '.trim() == 'x'")]
    [InlineData("'a-b-c'.replace('-', '') == 'abc' && 'a-b-c'.replace('-', '', 1) == 'ab-c' && 'a,b'.split(',') == ['a', 'b']")]
    [InlineData("['a', 'b'].join() == 'ab' && ['a', 'b'].join('-') == 'a-b' && 'hello'.substring(1, 3) == 'el' && 'hello'.substring(3) == 'lo'")]
    [InlineData("'hello'.indexOf('l') == 2 && 'hello'.indexOf('l', 3) == 3 && 'hello'.lastIndexOf('l') == 3 && 'hello'.charAt(4) == 'o'")]
    [InlineData("'%s is %d'.format(['x', 3]) == 'x is 3'")]
    [InlineData("[1, 2, 3].all(x, x > 0) && [1, 2].exists(x, x == 2) && [1, 2, 2].exists_one(x, x == 1) && ![2, 2].exists_one(x, x == 2)")]
    [InlineData("[1, 2, 3].filter(x, x > 1) == [2, 3] && [1, 2].map(x, x * 2) == [2, 4] && [1, 2].map(x, x > 1, x * 2) == [4]")]
    [InlineData("self.map.all(k, k.startsWith('k')) && self.map['k1'] == 'v1' && self.map.k1 == 'v1'")]
    [InlineData("[1, 2, 3].isSorted() && [1, 2].sum() == 3 && [3, 1].min() == 1 && [3, 1].max() == 3 && [3, 1].indexOf(1) == 1")]
    [InlineData("int('5') == 5 && int(2.9) == 2 && double(1) == 1.0 && string(1.5) == '1.5' && string(true) == 'true' && bool('true')")]
    [InlineData("type(self.i) == int && type('') == string && type(null) == null_type && type([]) == list")]
    [InlineData("duration('1h') > duration('30m') && self.wait == duration('90s') && self.wait.getSeconds() == 90")]
    [InlineData("timestamp('2026-01-01T00:00:00Z') + duration('1s') == self.at && self.at - timestamp('2026-01-01T00:00:00Z') == duration('1s')")]
    [InlineData("self.bytes == b'hi' && string(self.bytes) == 'hi'")]
    [InlineData("self.any == '5%' && type(self.any) == string")]
    [InlineData("quantity('1Gi').isGreaterThan(quantity('1000M')) && quantity('100m').compareTo(quantity('0.1')) == 0 && isQuantity('5k')")]
    [InlineData("optional.of(1).orValue(2) == 1 && optional.none().orValue(2) == 2 && self.?absent.orValue('x') == 'x'")]
    [InlineData("self.?nested.x.orValue('') == 'in' && !self.?absent.hasValue() && [1][?5].orValue(9) == 9")]
    [InlineData("self.?s.optMap(s, size(s)).orValue(0) == 5 && !self.?absent.optMap(s, size(s)).hasValue()")]
    [InlineData("self.with__dash__dash == 7 && self.__in__ == 8 && self.a__underscores__b__dot__c__slash__d == 9")]
    [InlineData("self.set == ['b', 'a'] && self.set + ['a', 'c'] == ['a', 'b', 'c'] && sets.contains(self.set, ['a'])")]
    [InlineData("self.nested == self.nested && self.list == [1, 2] // a comment")]
    public void Evaluate_Expression_IsTrue(string expression) => Evaluate(expression).ShouldBe(true);

    [Theory]
    [InlineData("1 / 0 == 1 || true", true)]
    [InlineData("true || 1 / 0 == 1", true)]
    [InlineData("1 / 0 == 1 && false", false)]
    [InlineData("[0, 1].exists(x, 1 / x == 1)", true)]
    [InlineData("[0, 2].all(x, 1 / x == 1)", false)]
    [InlineData("false && self.absent == ''", false)]
    public void Evaluate_SideThatDecides_AbsorbsTheOthersFailure(string expression, bool expected) => Evaluate(expression).ShouldBe(expected);

    [Theory]
    [InlineData("1 / 0 == 1", "division by zero")]
    [InlineData("1 % 0 == 1", "modulus by zero")]
    [InlineData("9223372036854775807 + 1 == 0", "integer overflow")]
    [InlineData("-9223372036854775808 / -1 == 0", "integer overflow")]
    [InlineData("timestamp(9223372036854775807) == self.at", "integer overflow")]
    [InlineData("self.at + duration('2562047h') + duration('2562047h') > self.at && self.absent == ''", "no such key: absent")]
    [InlineData("self.absent == ''", "no such key: absent")]
    [InlineData("{'a': 1}['b'] == 1", "no such key: b")]
    [InlineData("[1][3] == 1", "index out of bounds: 3")]
    [InlineData("int('x') == 1", "type conversion error from 'string' to 'int'")]
    [InlineData("self.any < 5", "no such overload")]
    [InlineData("[0].exists(x, 1 / x == 1)", "division by zero")]
    [InlineData("{'a': 1, 'a': 2}.a == 1", "Failed with repeated key: a")]
    public void Evaluate_ThatFails_SaysWhy(string expression, string expected) =>
        Should.Throw<CelException>(() => Evaluate(expression)).Message.ShouldBe(expected);

    [Fact]
    public void Evaluate_MoreStepsThanTheBudget_IsCancelled()
    {
        const string Hundred = "[0,1,2,3,4,5,6,7,8,9].map(a, [0,1,2,3,4,5,6,7,8,9].map(b, a))";
        const string Expression = $"{Hundred}.all(x, {Hundred}.all(y, {Hundred}.all(z, {Hundred}.all(v, {Hundred}.all(w, true)))))";
        Should.Throw<CelException>(() => Evaluate(Expression)).Message.ShouldBe("operation cancelled: actual cost limit exceeded");
    }

    [Fact]
    public void Parse_NestedTooDeep_IsRefused() =>
        Should.Throw<CelException>(() => CelParser.Parse(new string('(', 5000) + "1" + new string(')', 5000)))
            .Message.ShouldStartWith("expression recursion limit exceeded");

    [Theory]
    [InlineData("self.nope == 1", "undefined field 'nope'")]
    [InlineData("other == 1", "undeclared reference to 'other' (in container '')")]
    [InlineData("self.s == 1", "found no matching overload for '_==_' applied to '(string, int)'")]
    [InlineData("self.i && true", "found no matching overload for '_&&_' applied to '(int, bool)'")]
    [InlineData("self.s.startsWith(1)", "found no matching overload for 'startsWith' applied to 'string.(int)'")]
    [InlineData("'a' in self.list", "found no matching overload for '@in' applied to '(string, list(int))'")]
    [InlineData("self.i.all(x, true)", "expression of type 'int' cannot be range of a comprehension (must be list, map, or dynamic)")]
    [InlineData("self.list.all(x, x)", "expected type 'bool' but found 'int'")]
    [InlineData("self.list.all(1, true)", "argument must be a simple name")]
    [InlineData("has(self)", "invalid argument to has() macro")]
    [InlineData("self.s.matches('(')", "invalid matches argument: error parsing regexp: (")]
    [InlineData("1u == 1", "unsigned literals are outside the CEL subset that is evaluated here")]
    [InlineData("for == 1", "Syntax error: reserved identifier: for")]
    [InlineData("'open", "Syntax error: unterminated string")]
    [InlineData("1 # 2", "Syntax error: token recognition error at: '#'")]
    [InlineData("99999999999999999999 > 1", "invalid int literal")]
    public void Check_ExpressionThatDoesNotFit_IsRefused(string expression, string expected) =>
        Should.Throw<CelException>(() => Evaluate(expression)).Message.ShouldBe(expected);

    private static object Evaluate(string expression)
    {
        var self = Json.Object(
            """
            {"i": 5, "d": 1.5, "s": "Hello", "b": true, "any": "5%", "list": [1, 2], "set": ["a", "b"], "map": {"k1": "v1", "k2": "v2"},
             "at": "2026-01-01T00:00:01Z", "wait": "90s", "bytes": "aGk=", "nested": {"x": "in"}, "with-dash": 7, "in": 8, "a__b.c/d": 9}
            """);
        var parsed = CelParser.Parse(expression);
        CelChecker.Check(parsed, new("self", CelType.Of(Self)!));
        return new CelEvaluator().Evaluate(parsed, new("self", CelValues.From(self, Self)));
    }
}
