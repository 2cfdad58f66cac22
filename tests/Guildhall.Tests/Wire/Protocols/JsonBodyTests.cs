using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Guildhall.Wire.Protocols;

namespace Guildhall.Tests.Wire.Protocols;

public sealed class JsonBodyTests
{
    private const string Code = "ValidationException";

    public static TheoryData<string, string> Malformed => new()
    {
        { "nothing closed", "{" },
        { "two documents", "{}{}" },
        { "a comma too many", """{"a":1,}""" },
        { "a comment", "{/**/}" },
        { "a name twice", """{"a":1,"a":1}""" },
        { "a name twice, once escaped", """{"a":1,"\u0061":1}""" },
        { "a name twice, inside", """{"x":[{"a":1,"a":1}]}""" },
        { "33 levels", string.Concat(Enumerable.Repeat("""{"a":""", 33)) + "1" + new string('}', 33) },
        { "100,000 levels", string.Concat(Enumerable.Repeat("""{"a":""", 100_000)) },
        { "100,000 arrays", "{\"a\":" + new string('[', 100_000) },
        { "a lone high surrogate", """{"a":"\uD800"}""" },
        { "a lone low surrogate", """{"a":"\uDC00x"}""" },
        { "surrogates the wrong way round", """{"a":"\uDC00\uD800"}""" },
        { "a high surrogate before a letter", """{"a":"\uD800a\uDC00"}""" },
        { "a high surrogate before another escape", """{"a":"\uD800\n"}""" },
        { "a lone surrogate in a name", """{"\uD800":1}""" },
        { "NUL", """{"a":"\u0000"}""" },
        { "a raw control character", "{\"a\":\"\u0001\"}" },
        { "a byte order mark", "\uFEFF{}" },
        { "a word", "nonsense" },
        { "an infinite number", """{"a":Infinity}""" },
    };

    public static TheoryData<string, byte[]> NotUtf8 => new()
    {
        { "a stray byte", [.. "{\"a\":\""u8, 0xFF, .. "\"}"u8] },
        { "an overlong slash", [.. "{\"a\":\""u8, 0xC0, 0xAF, .. "\"}"u8] },
        { "an encoded surrogate", [.. "{\"a\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8] },
        { "a cut character", [.. "{\"a\":\""u8, 0xE6, 0x9D, .. "\"}"u8] },
        { "UTF-16", Encoding.Unicode.GetBytes("{}") },
        { "UTF-16 with its mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")] },
    };

    [Theory, MemberData(nameof(Malformed))]
    public void F61_A_malformed_document_is_refused(string what, string text)
    {
        Assert.NotEmpty(what);
        Assert.Equal(Code, JsonBody.Read(Encoding.UTF8.GetBytes(text), Code).Error?.Code);
    }

    [Theory, MemberData(nameof(NotUtf8))]
    public void F62_What_is_not_UTF8_is_refused_and_never_replaced(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        Assert.Equal(Code, JsonBody.Read(bytes, Code).Error?.Code);
    }

    [Theory, InlineData("[]"), InlineData("1"), InlineData("\"a\""), InlineData("null")]
    public void F61_The_outermost_value_is_an_object(string text) =>
        Assert.Equal(Code, JsonBody.Read(Encoding.UTF8.GetBytes(text), Code).Error?.Code);

    [Theory]
    [InlineData("{}")]
    [InlineData("""  {"a":{"__proto__":1,"constructor":2}}  """)]
    [InlineData("""{"a":"\uD83D\uDE00 \\u0000 \\\uD83D\uDE00 \" \u00e9"}""")]
    [InlineData("""{"a":1e400,"b":-0.0}""")]
    public void Legal_documents_are_read_as_they_are(string text) =>
        Assert.Equal(text.Trim(), JsonBody.Read(Encoding.UTF8.GetBytes(text), Code).Value.GetRawText());

    [Fact]
    public void F61_32_levels_are_allowed() =>
        Assert.Null(JsonBody.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"a":""", 32)) + "1" + new string('}', 32)), Code).Error);

    [Fact]
    public void F61_A_body_full_of_members_or_digits_is_read_or_refused_without_harm()
    {
        var members = "{" + string.Join(',', Enumerable.Range(0, 90_000).Select(i => "\"k" + i + "\":1")) + "}";
        var digits = "{\"a\":" + new string('9', 1_000_000) + "}";

        Assert.Null(JsonBody.Read(Encoding.UTF8.GetBytes(members), Code).Error);
        Assert.Null(JsonBody.Read(Encoding.UTF8.GetBytes(digits), Code).Error);
        Assert.Equal(Code, JsonBody.Read(Encoding.UTF8.GetBytes(digits.Replace("\"a\"", "\"count\"", StringComparison.Ordinal)), Shape, Code).Error?.Code);
    }

    [Fact]
    public void An_empty_body_is_an_empty_object() => Assert.Equal("{}", JsonBody.Read([], Code).Value.GetRawText());

    [Fact]
    public void Unknown_members_of_a_request_are_ignored() =>
        Assert.Equal("x", JsonBody.Read("""{"name":"x","newer":[1]}"""u8, Shape, Code).Value.Name);

    [Theory]
    [InlineData("""{"name":1}""", "name")]
    [InlineData("""{"count":"many"}""", "count")]
    [InlineData("""{"count":1.5}""", "count")]
    [InlineData("""{"inner":{"list":["a",2]}}""", "inner.list[1]")]
    public void A_wrong_type_is_refused_by_the_name_of_its_member(string text, string member)
    {
        var error = JsonBody.Read(Encoding.UTF8.GetBytes(text), Shape, Code).Error;

        Assert.Equal(Code, error?.Code);
        Assert.Contains("'" + member + "'", error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Asking_for_the_value_of_a_refusal_is_a_bug() =>
        Assert.Throws<InvalidOperationException>(() => JsonBody.Read("["u8, Code).Value);

    private static JsonTypeInfo<Request> Shape => JsonBodyTestsContext.Default.Request;

    internal sealed record Request(string? Name, int? Count, Inner? Inner);

    internal sealed record Inner(IReadOnlyList<string>? List);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JsonBodyTests.Request))]
internal sealed partial class JsonBodyTestsContext : JsonSerializerContext;
