using Guildhall.App.Cloud;
using Guildhall.App.People;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Linking;

/// <summary>
/// A hall whose server is somebody on the simulated AWS by itself: user <c>guildhall-server</c> of an account that is never linked, who may take roles on and
/// nothing else.
/// </summary>
public abstract class RoleHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    internal const string Path = "/api/v1/vendors/aws/organizations";
    internal const string Pages = "/admin/settings/vendors/aws/organizations";

    private const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string OnlyRoles = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}""";

    public HallCaller Manager { get; private set; } = null!;

    internal Browsing Maya { get; private set; } = null!;

    /// <summary>The account of the server itself.</summary>
    public string Home { get; private set; } = "";

    /// <summary>What the server is on AWS; null for nothing.</summary>
    public SigningCredentials? Own { get; set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { OwnIdentity = _ => ValueTask.FromResult(Identity) });

    private CloudAnswer<SigningCredentials> Identity => Own is { } own ? own : new CloudProblem(CloudTrouble.Credentials, "NoAmbientCredentials", "This server has no AWS credentials of its own.", "Give it some.");

    protected override async Task PrepareAsync()
    {
        Manager = await Hall.CallerAsync(World.Management, "link-manager", "GuildhallManager");
        Maya = await Hall.SignedInAsync("maya@example.com", Role.MarketplaceManager, "");
        Home = Hall.FreshAccount("Home").Account;
        Own = await Hall.UserKeyAsync(Home, "guildhall-server", OnlyRoles);
    }

    /// <summary>What the trust policy of an account's role must say, as our API tells it.</summary>
    public async Task<string> ExternalIdAsync(string account) => (await Manager.GetAsync($"/api/v1/vendors/aws/trust-policy?accountId={account}")).Text("externalId");

    /// <summary>A role of an account that lets a principal in with an external ID; its ARN.</summary>
    public async Task<string> RoleAsync(string account, string name, string principal, string externalId, string policy = Everything, string path = "/")
    {
        var trust = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{{principal}}}"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"{{{externalId}}}"} } }]}""";
        await IamAsync(account, ("Action", "CreateRole"), ("RoleName", name), ("Path", path), ("AssumeRolePolicyDocument", trust));
        await IamAsync(account, ("Action", "CreatePolicy"), ("PolicyName", name), ("PolicyDocument", policy));
        await IamAsync(account, ("Action", "AttachRolePolicy"), ("RoleName", name), ("PolicyArn", $"arn:aws:iam::{account}:policy/{name}"));
        return $"arn:aws:iam::{account}:role{path}{name}";
    }

    /// <summary>A role of an account that the server may take on.</summary>
    public async Task<string> OwnRoleAsync(string account, string name = "Guildhall") => await RoleAsync(account, name, $"arn:aws:iam::{Home}:user/guildhall-server", await ExternalIdAsync(account), path: "/market/");

    /// <summary>Calls IAM of the simulated AWS as an administrator of an account.</summary>
    public async Task IamAsync(string account, params (string, string)[] parameters)
    {
        using var http = HallCaller.Signed(Hall.MemberKey(account), "iam");
        using var form = new FormUrlEncodedContent(parameters.Append(("Version", "2010-05-08")).Select(p => KeyValuePair.Create(p.Item1, p.Item2)));
        using var answer = await http.PostAsync(Hall.AwsUrl, form, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Moves AWS's clock on, by which sessions end there.</summary>
    public async Task AdvanceAsync(string time)
    {
        using var http = new HttpClient();
        (await http.PostAsJsonAsync($"{Hall.AwsUrl}/_simulation/clock", new { advance = time }, Cancellation)).EnsureSuccessStatusCode();
    }

    /// <summary>How often an operation was called so far.</summary>
    public async Task<int> CallsAsync(string operation)
    {
        using var http = new HttpClient();
        return (int)(await http.GetFromJsonAsync<Dictionary<string, long>>($"{Hall.AwsUrl}/_simulation/calls", Cancellation))!.GetValueOrDefault(operation);
    }

    /// <summary>Waits until the link of an account is set up; its id.</summary>
    public async Task<string> ActiveAsync(string account)
    {
        while (true)
        {
            var link = (await Hall.Guildhall.Links.FindAsync(account, Cancellation))!;
            if (link.State == "Active") return link.Id;
            Assert.True(link.State == "Checking", link.LastProblem);
            await Task.Delay(50, Cancellation);
        }
    }
}

public sealed class SqliteRoleHall() : RoleHall(null);

public sealed class PostgresRoleHall(PostgresServer server) : RoleHall(new PostgresDatabase(server));
