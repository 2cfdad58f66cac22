using System.Text;
using System.Text.Json;

namespace Guildhall.Tests.SimulatedAws.Organizations;

/// <summary>Every limit of a member by one too many, and what is no request at all (aws-operations.md A.1, A.2, G).</summary>
public sealed class InputTests : CloudTest
{
    public static TheoryData<string, string, string> BadInputs => new()
    {
        { "CreateAccount", """{"AccountName":"A"}""", "INPUT_REQUIRED" },
        { "CreateAccount", """{"Email":"a@b.c","AccountName":"A"}""", "MIN_LENGTH_EXCEEDED" },
        { "CreateAccount", """{"Email":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com","AccountName":"A"}""", "MAX_LENGTH_EXCEEDED" },
        { "CreateAccount", """{"Email":"bad example@example.com","AccountName":"A"}""", "INVALID_PATTERN" },
        { "CreateAccount", """{"Email":"bad@@example.com","AccountName":"A"}""", "INVALID_PATTERN" },
        { "CreateAccount", """{"Email":"bad@example","AccountName":"A"}""", "INVALID_PATTERN" },
        { "CreateAccount", """{"Email":"good@example.com","AccountName":""}""", "MIN_LENGTH_EXCEEDED" },
        { "CreateAccount", """{"Email":"good@example.com","AccountName":"012345678901234567890123456789012345678901234567890"}""", "MAX_LENGTH_EXCEEDED" },
        { "CreateAccount", """{"Email":"good@example.com","AccountName":"Käse"}""", "INVALID_PATTERN" },
        { "CreateAccount", """{"Email":"good@example.com","AccountName":"A","RoleName":"a/b"}""", "INVALID_PATTERN" },
        { "CreateAccount", """{"Email":"good@example.com","AccountName":"A","IamUserAccessToBilling":"MAYBE"}""", "INVALID_ENUM" },
        { "CreateOrganizationalUnit", """{"ParentId":"x-1234","Name":"A"}""", "INVALID_PATTERN" },
        { "CreateOrganizationalUnit", """{"ParentId":"r-1234"}""", "INPUT_REQUIRED" },
        { "CreateOrganizationalUnit", """{"ParentId":"r-1234","Name":""}""", "MIN_LENGTH_EXCEEDED" },
        { "DescribeAccount", """{"AccountId":"12345678901"}""", "INVALID_PATTERN" },
        { "DescribeAccount", """{"AccountId":"1234567890123"}""", "MAX_LENGTH_EXCEEDED" },
        { "DescribeAccount", """{"AccountId":"123456789012\n"}""", "MAX_LENGTH_EXCEEDED" },
        { "DescribeAccount", """{"AccountId":"١٢٣٤٥٦٧٨٩٠١٢"}""", "INVALID_PATTERN" },
        { "DescribeAccount", """{"AccountId":null}""", "INPUT_REQUIRED" },
        { "DescribeOrganizationalUnit", """{"OrganizationalUnitId":"r-1234"}""", "INVALID_PATTERN" },
        { "DescribeCreateAccountStatus", """{"CreateAccountRequestId":"car-1"}""", "INVALID_PATTERN" },
        { "ListCreateAccountStatus", """{"States":["DONE"]}""", "INVALID_ENUM" },
        { "ListChildren", """{"ParentId":"r-1234","ChildType":"ROOT"}""", "INVALID_ENUM" },
        { "ListChildren", """{"ParentId":"r-1234"}""", "INPUT_REQUIRED" },
        { "ListParents", """{"ChildId":"r-1234"}""", "INVALID_PATTERN" },
        { "ListTagsForResource", """{"ResourceId":"o-1234567890"}""", "INVALID_PATTERN" },
        { "UntagResource", """{"ResourceId":"r-1234"}""", "INPUT_REQUIRED" },
        { "EnableAWSServiceAccess", """{"ServicePrincipal":""}""", "MIN_LENGTH_EXCEEDED" },
        { "EnableAWSServiceAccess", """{"ServicePrincipal":"a b"}""", "INVALID_PATTERN" },
    };

    [Theory]
    [MemberData(nameof(BadInputs))]
    public async Task A_member_beyond_its_limit_is_told_by_its_reason(string operation, string input, string reason)
    {
        var reply = await Send(operation, Encoding.UTF8.GetBytes(input));

        Assert.Equal("InvalidInputException/" + reason, reply.Error);
        Assert.Equal(400, reply.Status);
    }

    [Fact]
    public async Task A_unit_name_of_129_characters_is_one_too_many()
    {
        Assert.Equal("InvalidInputException/MAX_LENGTH_EXCEEDED", (await Create(129)).Error);
        Assert.Null((await Create(128)).Error);

        Task<CloudReply> Create(int length) =>
            Management.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = Organization.RootId, Name = new string('n', length) });
    }

    [Theory]
    [InlineData("""{"MaxResults":"5"}""")]
    [InlineData("""{"MaxResults":1.5}""")]
    [InlineData("""{"NextToken":7}""")]
    [InlineData("""[]""")]
    [InlineData("""{"MaxResults":5""")]
    [InlineData("""{"MaxResults":5,"MaxResults":6}""")]
    public async Task What_does_not_fit_the_shape_is_a_serialization_error(string input) =>
        Assert.Equal("SerializationException", (await Send("ListAccounts", Encoding.UTF8.GetBytes(input))).Error);

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_a_serialization_error() =>
        Assert.Equal("SerializationException", (await Send("ListAccounts", [(byte)'{', 0xFF, (byte)'}'])).Error);

    [Fact]
    public async Task An_unknown_member_does_not_matter() =>
        Assert.Null((await Send("ListAccounts", """{"Colour":"red"}"""u8.ToArray())).Error);

    [Fact]
    public async Task An_unknown_operation_is_told_apart()
    {
        var reply = await Management.OrganizationsAsync("InventAccount");

        Assert.Equal(400, reply.Status);
        Assert.Equal("UnknownOperationException", reply.Json.GetProperty("__type").GetString());
    }

    [Fact]
    public async Task Answers_are_json_1_1()
    {
        var reply = await Management.OrganizationsAsync("ListAccounts");

        Assert.Equal("application/x-amz-json-1.1", reply.ContentType);
        Assert.Equal(JsonValueKind.Number, reply.Json.GetProperty("Accounts")[0].GetProperty("JoinedTimestamp").ValueKind);
    }

    private Task<CloudReply> Send(string operation, byte[] body) =>
        Management.SendAsync("organizations", body, "application/x-amz-json-1.1", ("X-Amz-Target", "AWSOrganizationsV20161128." + operation));
}
