namespace Guildhall.Server.Demo;

/// <summary>What the demo prints when it is ready.</summary>
internal static class DemoWelcome
{
    public static string Of(DemoGuide guide)
    {
        var administrator = guide.Users.Single(u => u.Role == "Administrator");
        return $"""

            Guildhall is ready.

              Guildhall       {guide.Url}
              simulated AWS   {guide.AwsUrl}
              organization    {guide.OrganizationId}, management account {guide.ManagementAccountId}

            In a browser, at that address, as the administrator:

              {administrator.Email}    {administrator.Password}

            In another terminal, as the same:

              export AWS_ENDPOINT_URL={guide.Url} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=""
              export AWS_ACCESS_KEY_ID={administrator.AccessKeyId} AWS_SECRET_ACCESS_KEY={administrator.SecretAccessKey}
              aws sts get-caller-identity
              aws marketplace-catalog list-entities --catalog AWSMarketplace --entity-type Experience

            Everybody's keys and passwords are in demo.json in the data folder. Ctrl-C ends the demo; the next start finds everything as it was.

            """;
    }
}
