namespace Guildhall.Tests.SimulatedAws.S3;

/// <summary>The simulated S3 on the wire, beyond what the CLI sends. aws-operations.md A.10.</summary>
public sealed class StorageTests : CloudTest
{
    private const string Bucket = "/bucket-of-the-test";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (await Management.StorageAsync("PUT", Bucket)).Ok();
    }

    [Theory]
    [InlineData("PUT", Bucket + "?acl=")]
    [InlineData("GET", Bucket + "?versions=")]
    [InlineData("GET", Bucket + "?fetch-owner=true&list-type=2&who-knows=1")]
    [InlineData("GET", Bucket + "/key?partNumber=1")]
    [InlineData("DELETE", Bucket + "?versioning=")]
    public async Task What_is_not_known_is_refused_and_not_left_out(string method, string path)
    {
        var refused = await Management.StorageAsync(method, path);

        Assert.Equal((501, "NotImplemented"), (refused.Status, refused.Xml("Code")));
        (await Management.StorageAsync("HEAD", Bucket)).Ok();
    }

    [Theory]
    [InlineData("bytes=1-2", 206, "bc")]
    [InlineData("bytes=-2", 206, "de")]
    [InlineData("bytes=3-", 206, "de")]
    [InlineData("lines=1-2", 200, "abcde")]
    public async Task A_range_is_cut_out_of_an_object(string range, int status, string part)
    {
        (await Management.StorageAsync("PUT", Bucket + "/key", "abcde")).Ok();

        var read = await Management.StorageAsync("GET", Bucket + "/key", "", ("Range", range));
        var beyond = await Management.StorageAsync("GET", Bucket + "/key", "", ("Range", "bytes=9-"));

        Assert.Equal((status, part), (read.Status, read.Body));
        Assert.Equal((416, "InvalidRange"), (beyond.Status, beyond.Xml("Code")));
    }

    [Fact]
    public async Task A_new_bucket_is_encrypted_and_owned_as_AWSs_are()
    {
        Assert.Equal("AES256", (await Management.StorageAsync("GET", Bucket + "?encryption=")).Ok().Xml("SSEAlgorithm"));
        Assert.Equal("BucketOwnerEnforced", (await Management.StorageAsync("GET", Bucket + "?ownershipControls=")).Ok().Xml("ObjectOwnership"));
    }

    [Fact]
    public async Task Whether_a_key_exists_is_told_to_those_alone_who_may_list_the_bucket()
    {
        var reader = Cloud.Enter(Management.AccountId, "reader");
        var allow = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";
        (await Management.IamAsync("PutUserPolicy", ("UserName", "reader"), ("PolicyName", "read"), ("PolicyDocument", allow))).Ok();

        Assert.Equal("NoSuchKey", (await Management.StorageAsync("GET", Bucket + "/none")).Xml("Code"));
        Assert.Equal("AccessDenied", (await reader.StorageAsync("GET", Bucket + "/none")).Xml("Code"));
    }

    [Fact]
    public async Task A_key_that_XML_cannot_say_is_listed_all_the_same()
    {
        (await Management.StorageAsync("PUT", Bucket + "/a%01b", "x")).Ok();

        Assert.Single((await Management.StorageAsync("GET", Bucket)).Ok().Elements("Key"));
        Assert.Equal("a%01b", (await Management.StorageAsync("GET", Bucket + "?encoding-type=url")).Ok().Xml("Key"));
    }
}
