using Guildhall.Wire.Policies;

namespace Guildhall.Tests.Wire.Policies;

public sealed class PolicyErrorTests
{
    private const string Allow = """{"Effect":"Allow","Action":"*","Resource":"*"}""";

    [Theory]
    [InlineData("", "The policy is not valid JSON at line 1, byte 1.")]
    [InlineData("{\n \"Version\": ,}", "The policy is not valid JSON at line 2, byte 13.")]
    [InlineData("[]", "The policy must be a JSON object.")]
    [InlineData("{}", "The policy needs the element Statement.")]
    [InlineData("""{"Statement":[]}""", "Statement must not be empty.")]
    [InlineData("""{"Statement":"x"}""", "Statement must be a JSON object.")]
    [InlineData($$"""{"Statement":{{Allow}},"Statment":1}""", "Statment is not an element of a policy.")]
    [InlineData($$"""{"Statement":{{Allow}},"Statement":{{Allow}}}""", "Statement appears more than once.")]
    [InlineData($$"""{"Id":1,"Statement":{{Allow}}}""", "Id must be a string.")]
    [InlineData($$"""{"Version":"2012-10-18","Statement":{{Allow}}}""", "Version must be 2012-10-17 or 2008-10-17.")]
    [InlineData($$"""{"Version":20121017,"Statement":{{Allow}}}""", "Version must be 2012-10-17 or 2008-10-17.")]
    public void S20_A_wrong_document_is_refused(string json, string sentence) => Assert.Equal([sentence], ErrorsOf(json));

    [Theory]
    [InlineData("""{"Action":"*","Resource":"*"}""", "Statement[0] needs the element Effect.")]
    [InlineData("""{"Effect":"allow","Action":"*","Resource":"*"}""", "Statement[0].Effect must be Allow or Deny.")]
    [InlineData("""{"Effect":true,"Action":"*","Resource":"*"}""", "Statement[0].Effect must be Allow or Deny.")]
    [InlineData("""{"Effect":"Allow","Resource":"*"}""", "Statement[0] needs the element Action or NotAction.")]
    [InlineData("""{"Effect":"Allow","Action":"*","NotAction":"a:b","Resource":"*"}""", "Statement[0] has both Action and NotAction.")]
    [InlineData("""{"Effect":"Allow","Action":"*"}""", "Statement[0] needs the element Resource or NotResource.")]
    [InlineData("""{"Effect":"Allow","Action":[],"Resource":"*"}""", "Statement[0].Action must not be empty.")]
    [InlineData("""{"Effect":"Allow","Action":["*",1],"Resource":"*"}""", "Statement[0].Action[1] must be a string.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Efect":"Deny"}""", "Statement[0].Efect is not an element of a statement.")]
    [InlineData("""{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"}""", "Statement[0].Effect appears more than once.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}""",
        "Statement[0].Principal is not allowed in a policy that is attached to a caller.")]
    [InlineData("""{"Sid":"a b","Effect":"Allow","Action":"*","Resource":"*"}""",
        "Statement[0].Sid 'a b' may have letters A to Z, a to z and digits only.")]
    [InlineData("""{"Effect":"Allow","Action":"ListEntities","Resource":"*"}""",
        "Statement[0].Action 'ListEntities' must be '*' or an action such as aws-marketplace:ListEntities.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3"}""",
        "Statement[0].Resource 'arn:aws:s3' must be '*' or an ARN of six parts, arn:partition:service:region:account:resource.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":["*","exp-1"]}""",
        "Statement[0].Resource[1] 'exp-1' must be '*' or an ARN of six parts, arn:partition:service:region:account:resource.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::"}""",
        "Statement[0].Resource 'arn:aws:s3:::' must be '*' or an ARN of six parts, arn:partition:service:region:account:resource.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${aws:username"}""",
        "Statement[0].Resource has a variable that is empty or not closed.")]
    public void S20_A_wrong_statement_is_refused(string statement, string sentence) =>
        Assert.Equal([sentence], ErrorsOf($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}"""));

    [Theory]
    [InlineData("""{"StringMatches":{"aws:username":"a"}}""", "StringMatches is not a condition operator.")]
    [InlineData("""{"NullIfExists":{"aws:username":"true"}}""", "NullIfExists is not a condition operator.")]
    [InlineData("""{"ForEachValue:StringEquals":{"aws:username":"a"}}""", "ForEachValue:StringEquals is not a condition operator.")]
    [InlineData("""{"StringEquals":"a"}""", "StringEquals must be a JSON object.")]
    [InlineData("""{"StringEquals":{"":"a"}}""", "StringEquals has a key without a name.")]
    [InlineData("""{"StringEquals":{"aws:username":[]}}""", "StringEquals.aws:username must not be empty.")]
    [InlineData("""{"StringEquals":{"aws:username":["a",null]}}""", "StringEquals.aws:username[1] must be a string, a number, true or false.")]
    [InlineData("""{"StringEquals":{"aws:username":"a","AWS:UserName":"b"}}""", "StringEquals.AWS:UserName appears more than once.")]
    [InlineData("""{"StringLike":{"aws:username":"${}"}}""", "StringLike.aws:username has a variable that is empty or not closed.")]
    [InlineData("""{"NumericLessThan":{"a:b":"many"}}""", "NumericLessThan.a:b must be a number.")]
    [InlineData("""{"DateEquals":{"a:b":"yesterday"}}""", "DateEquals.a:b must be a date such as 2026-01-31T00:00:00Z, or seconds since 1970.")]
    [InlineData("""{"Bool":{"a:b":"yes"}}""", "Bool.a:b must be true or false.")]
    [InlineData("""{"Null":{"a:b":"yes"}}""", "Null.a:b must be true or false.")]
    [InlineData("""{"IpAddress":{"a:b":"203.0.113.0/33"}}""", "IpAddress.a:b must be an IP address or a block such as 203.0.113.0/24.")]
    [InlineData("""{"IpAddress":{"a:b":"203.0.113"}}""", "IpAddress.a:b must be an IP address or a block such as 203.0.113.0/24.")]
    [InlineData("""{"ArnLike":{"a:b":"arn:aws:iam"}}""",
        "ArnLike.a:b must be an ARN of six parts, arn:partition:service:region:account:resource, or '*'.")]
    public void S20_A_wrong_condition_is_refused(string condition, string sentence) => Assert.Equal(
        ["Statement.Condition." + sentence],
        ErrorsOf($$$"""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{{{condition}}}}}"""));

    [Fact]
    public void S20_All_errors_are_told_at_once() => Assert.Equal(
        [
            "Version must be 2012-10-17 or 2008-10-17.",
            "Statement[0].Effect must be Allow or Deny.",
            "Statement[1] needs the element Action or NotAction.",
            "Statement[1].Condition.Like is not a condition operator.",
            "Id must be a string.",
        ],
        ErrorsOf("""
            {"Version":"1","Statement":[
              {"Effect":"Permit","Action":"*","Resource":"*"},
              {"Effect":"Deny","Resource":"*","Condition":{"Like":{"a:b":"c"}}}],"Id":7}
            """).OrderBy(sentence => sentence.StartsWith("Id", StringComparison.Ordinal)));

    [Fact]
    public void S20_Each_error_carries_its_path()
    {
        var refused = Assert.IsType<PolicyParse.Refused>(PolicyDocument.Parse("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":5}]}"""));

        Assert.Equal("Statement[0].Resource", Assert.Single(refused.Errors).Path);
    }

    [Fact]
    public void S20_A_Sid_is_used_once() => Assert.Equal(
        ["Statement[1].Sid 'A' is the Sid of another statement too."],
        ErrorsOf("""{"Statement":[{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"A","Effect":"Deny","Action":"*","Resource":"*"}]}"""));

    internal static IReadOnlyList<string> ErrorsOf(string json, PolicyKind kind = PolicyKind.Identity) =>
        [.. Assert.IsType<PolicyParse.Refused>(PolicyDocument.Parse(json, kind)).Errors.Select(error => error.Sentence)];
}
