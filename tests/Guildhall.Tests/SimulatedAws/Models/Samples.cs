namespace Guildhall.Tests.SimulatedAws.Models;

/// <summary>A proper value for each member that an operation requires.</summary>
internal static class Samples
{
    private const string Document = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""";

    /// <summary>A report into a bucket of this name, whose policy lets it in.</summary>
    public static object Report { get; } = new
    {
        ReportName = "Sample",
        TimeUnit = "DAILY",
        Format = "textORcsv",
        Compression = "GZIP",
        AdditionalSchemaElements = Array.Empty<string>(),
        S3Bucket = "sample-of-a-bucket",
        S3Prefix = "cur",
        S3Region = "us-east-1",
    };

    public static object Export { get; } = Server.Billing.ExportOrder.Of("Sample", "sample-of-a-bucket", "cur");

    public static object Of(ModelledOperation operation, string member, CloudOrganization organization) => member switch
    {
        "AccountId" or "ChildId" => "111122223333",
        "ParentId" or "SourceParentId" or "DestinationParentId" or "ResourceId" => organization.RootId,
        "OrganizationalUnitId" => $"ou-{organization.RootId[2..]}-12345678",
        "CreateAccountRequestId" => "car-12345678",
        "HandshakeId" => "h-12345678",
        "Target" => new { Id = "111122223333", Type = "ACCOUNT" },
        "ChildType" => "ACCOUNT",
        "Email" => "sample@example.com",
        "ServicePrincipal" or "AWSServiceName" => "private-marketplace.marketplace.amazonaws.com",
        "Content" => Document,
        "Description" => "A sample",
        "Type" or "Filter" or "PolicyType" => "SERVICE_CONTROL_POLICY",
        "PolicyId" => "p-12345678",
        "TargetId" or "RootId" => organization.RootId,
        "Tags" => new[] { new { Key = "a", Value = "b" } },
        "TagKeys" => new[] { "a" },
        "RoleArn" => "arn:aws:iam::111122223333:role/Door",
        "PolicyArn" => "arn:aws:iam::aws:policy/AdministratorAccess",
        "PolicySourceArn" => "arn:aws:iam::111122223333:user/Sample",
        "ActionNames" => new[] { "s3:ListBucket" },
        "AccessKeyId" => "AKIA0AAAAAAAAAAAAAAA",
        "Status" => "Active",
        "RegionName" => "af-south-1",
        "ServiceCode" => "organizations",
        "ReportDefinition" => Report,
        "Export" => Export,
        "ExportArn" => "arn:aws:bcm-data-exports:us-east-1:111122223333:export/sample",
        "KeyId" => "1234abcd-12ab-34cd-56ef-1234567890ab",
        "DeletionTaskId" => "task/1",
        "AssumeRolePolicyDocument" => Trust,
        "PolicyDocument" => operation.Name == "UpdateAssumeRolePolicy" ? Trust : Document,
        "AccountName" or "Name" or "UserName" or "RoleName" or "PolicyName" or "RoleSessionName" or "ReportName" => "Sample",
        _ => throw new ArgumentOutOfRangeException(nameof(member), member, "Nobody thought of this member."),
    };
}
