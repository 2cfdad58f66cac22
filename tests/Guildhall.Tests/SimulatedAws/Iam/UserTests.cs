namespace Guildhall.Tests.SimulatedAws.Iam;

/// <summary>Users, keys and policies (aws-operations.md A.9).</summary>
public sealed class UserTests : CloudTest
{
    private const string AdministratorAccess = "arn:aws:iam::aws:policy/AdministratorAccess";

    [Fact]
    public async Task M31_On_a_fresh_account_a_user_gets_a_policy_and_a_key_whose_secret_is_shown_once()
    {
        var root = Cloud.Account();

        var user = (await root.IamAsync("CreateUser", ("UserName", "AppDirect-api-credentials"))).Ok();
        Assert.Equal($"arn:aws:iam::{root.AccountId}:user/AppDirect-api-credentials", user.Xml("Arn"));
        Assert.Matches("^AIDA[A-Z0-9]{17}$", user.Xml("UserId"));
        (await root.IamAsync("AttachUserPolicy", ("UserName", "AppDirect-api-credentials"), ("PolicyArn", AdministratorAccess))).Ok();
        var key = (await root.IamAsync("CreateAccessKey", ("UserName", "AppDirect-api-credentials"))).Ok();
        Assert.Matches("^AKIA0[A-Z2-7]{15}$", key.Xml("AccessKeyId"));
        Assert.Equal(40, key.Xml("SecretAccessKey").Length);

        var caller = root with { Key = new(key.Xml("AccessKeyId"), key.Xml("SecretAccessKey")) };
        Assert.Equal(user.Xml("Arn"), (await caller.StsAsync("GetCallerIdentity")).Ok().Xml("Arn"));
        (await caller.OrganizationsAsync("CreateOrganization")).Ok();
        var listed = (await caller.IamAsync("ListAccessKeys")).Ok();
        Assert.Equal(key.Xml("AccessKeyId"), listed.Xml("AccessKeyId"));
        Assert.DoesNotContain(key.Xml("SecretAccessKey"), listed.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_differ_by_more_than_their_case()
    {
        (await Management.IamAsync("CreateUser", ("UserName", "Anna"))).Ok();

        var twin = await Management.IamAsync("CreateUser", ("UserName", "anna"));

        Assert.Equal("EntityAlreadyExists", twin.Error);
        Assert.Equal(409, twin.Status);
        Assert.Equal("Anna", (await Management.IamAsync("GetUser", ("UserName", "ANNA"))).Ok().Xml("UserName"));
    }

    [Fact]
    public async Task GetUser_without_a_name_tells_about_the_caller()
    {
        var user = Cloud.Enter(Management.AccountId, "anna", "AdministratorAccess");

        Assert.Equal("anna", (await user.IamAsync("GetUser")).Ok().Xml("UserName"));
        Assert.Equal($"arn:aws:iam::{Management.AccountId}:root", (await Management.IamAsync("GetUser")).Ok().Xml("Arn"));
    }

    [Fact]
    public async Task A_user_that_is_not_there_is_404()
    {
        var reply = await Management.IamAsync("GetUser", ("UserName", "nobody"));

        Assert.Equal("NoSuchEntity", reply.Error);
        Assert.Equal(404, reply.Status);
    }

    [Fact]
    public async Task A_user_has_two_keys_and_not_three()
    {
        (await Management.IamAsync("CreateUser", ("UserName", "anna"))).Ok();
        for (var count = 1; count <= 2; count++) (await Management.IamAsync("CreateAccessKey", ("UserName", "anna"))).Ok();

        Assert.Equal("LimitExceeded", (await Management.IamAsync("CreateAccessKey", ("UserName", "anna"))).Error);
    }

    [Fact]
    public async Task A_key_that_is_switched_off_or_deleted_no_longer_signs()
    {
        var user = Cloud.Enter(Management.AccountId, "anna", "AdministratorAccess");

        (await Update("Inactive")).Ok();
        Assert.Equal("InvalidClientTokenId", (await user.StsAsync("GetCallerIdentity")).Error);
        Assert.Equal("UnrecognizedClientException", (await user.OrganizationsAsync("ListRoots")).Json.GetProperty("__type").GetString());
        (await Update("Active")).Ok();
        (await user.StsAsync("GetCallerIdentity")).Ok();
        (await Management.IamAsync("DeleteAccessKey", ("UserName", "anna"), ("AccessKeyId", user.Key.AccessKeyId))).Ok();
        Assert.Equal("InvalidClientTokenId", (await user.StsAsync("GetCallerIdentity")).Error);
        Assert.Equal("NoSuchEntity", (await Update("Active")).Error);

        Task<CloudReply> Update(string status) =>
            Management.IamAsync("UpdateAccessKey", ("UserName", "anna"), ("AccessKeyId", user.Key.AccessKeyId), ("Status", status));
    }

    [Fact]
    public async Task A_user_with_keys_or_policies_is_not_deleted()
    {
        var user = Cloud.Enter(Management.AccountId, "anna", "AdministratorAccess");

        Assert.Equal("DeleteConflict", (await Delete()).Error);
        (await Management.IamAsync("DeleteAccessKey", ("UserName", "anna"), ("AccessKeyId", user.Key.AccessKeyId))).Ok();
        Assert.Equal("DeleteConflict", (await Delete()).Error);
        (await Management.IamAsync("DetachUserPolicy", ("UserName", "anna"), ("PolicyArn", AdministratorAccess))).Ok();
        (await Delete()).Ok();
        Assert.Equal("NoSuchEntity", (await Delete()).Error);

        Task<CloudReply> Delete() => Management.IamAsync("DeleteUser", ("UserName", "anna"));
    }

    [Fact]
    public async Task Attached_policies_are_listed_without_inline_ones()
    {
        (await Management.IamAsync("CreateUser", ("UserName", "anna"))).Ok();
        (await Management.IamAsync("AttachUserPolicy", ("UserName", "anna"), ("PolicyArn", AdministratorAccess))).Ok();
        (await Management.IamAsync("AttachUserPolicy", ("UserName", "anna"), ("PolicyArn", AdministratorAccess))).Ok();
        const string document = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";
        (await Management.IamAsync("PutUserPolicy", ("UserName", "anna"), ("PolicyName", "own"), ("PolicyDocument", document))).Ok();

        var attached = (await Management.IamAsync("ListAttachedUserPolicies", ("UserName", "anna"))).Ok();
        Assert.Equal([AdministratorAccess], attached.Elements("PolicyArn"));
        Assert.Equal("AdministratorAccess", attached.Xml("PolicyName"));
        Assert.Equal("false", attached.Xml("IsTruncated"));
        Assert.Equal(["own"], (await Management.IamAsync("ListUserPolicies", ("UserName", "anna"))).Ok().Elements("member"));
        var read = (await Management.IamAsync("GetUserPolicy", ("UserName", "anna"), ("PolicyName", "own"))).Ok();
        Assert.Equal(document, Uri.UnescapeDataString(read.Xml("PolicyDocument")));
    }

    [Fact]
    public async Task Policies_that_cannot_be_used_are_refused()
    {
        (await Management.IamAsync("CreateUser", ("UserName", "anna"))).Ok();

        Assert.Equal("NoSuchEntity", (await Attach("arn:aws:iam::aws:policy/NoSuchPolicy")).Error);
        Assert.Equal("PolicyNotAttachable", (await Attach("arn:aws:iam::aws:policy/aws-service-role/AWSServiceRoleForPrivateMarketplaceAdminPolicy")).Error);
        Assert.Equal("ValidationError", (await Attach("short")).Error);
        Assert.Equal("ValidationError", (await Attach("arn:aws:iam::aws:policy/Bell\a")).Error);
        Assert.Equal("MalformedPolicyDocument", (await Put("{bad")).Error);
        Assert.Equal("MalformedPolicyDocument", (await Put("""{"Version":"2012-10-17","Statement":[{"Effect":"Maybe","Action":"*","Resource":"*"}]}""")).Error);
        var long_ = string.Join(',', Enumerable.Range(0, 120).Select(number => $"\"iam:Action{number:D10}\""));
        Assert.Equal("LimitExceeded", (await Put($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{long_}}],"Resource":"*"}]}""")).Error);

        Task<CloudReply> Attach(string arn) => Management.IamAsync("AttachUserPolicy", ("UserName", "anna"), ("PolicyArn", arn));
        Task<CloudReply> Put(string document) => Management.IamAsync("PutUserPolicy", ("UserName", "anna"), ("PolicyName", "p"), ("PolicyDocument", document));
    }

    [Fact]
    public async Task Users_are_listed_in_pages()
    {
        foreach (var name in new[] { "carl", "anna", "bert" }) (await Management.IamAsync("CreateUser", ("UserName", name))).Ok();

        var first = (await Management.IamAsync("ListUsers", ("MaxItems", "2"))).Ok();
        var second = (await Management.IamAsync("ListUsers", ("MaxItems", "2"), ("Marker", first.Xml("Marker")))).Ok();

        Assert.Equal(["anna", "bert"], first.Elements("UserName"));
        Assert.Equal("true", first.Xml("IsTruncated"));
        Assert.Equal(["carl"], second.Elements("UserName"));
        Assert.Equal("false", second.Xml("IsTruncated"));
    }

    [Theory]
    [InlineData("CreateUser", "UserName", "a b")]
    [InlineData("CreateUser", "UserName", "")]
    [InlineData("CreateUser", "Path", "no-slash")]
    [InlineData("ListUsers", "MaxItems", "1001")]
    [InlineData("ListUsers", "MaxItems", "0")]
    [InlineData("UpdateAccessKey", "Status", "Expired")]
    [InlineData("CreateRole", "MaxSessionDuration", "3599")]
    public async Task A_field_beyond_its_limit_is_a_validation_error(string action, string field, string value)
    {
        var reply = await Management.IamAsync(action, (field, value));

        Assert.Equal("ValidationError", reply.Error);
        Assert.Equal(400, reply.Status);
    }

    [Fact]
    public async Task A_name_of_65_characters_is_one_too_many()
    {
        Assert.Equal("ValidationError", (await Management.IamAsync("CreateUser", ("UserName", new string('u', 65)))).Error);
        (await Management.IamAsync("CreateUser", ("UserName", new string('u', 64)))).Ok();
    }
}
