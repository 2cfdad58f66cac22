using System.Net;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Tests.Server.Api;

/// <summary>
/// Issue 2, "Must show" 9: no operation, change type or route of the own API escapes authorization, and what belongs to others looks like what does not
/// exist. security.md 4.2, S-21 to S-24.
/// </summary>
public abstract class AuthorizationTests(ApiHall fixture)
{
    /// <summary>Operations that nobody can be denied: it tells the caller only who it is (decisions.md 22).</summary>
    private static readonly string[] Open = ["GetCallerIdentity"];

    private static int _users;

    public static TheoryData<string> Operations => [.. SampleCall.All.Keys];

    public static TheoryData<string> OperationsAboutOne => [.. SampleCall.All.Values.Where(s => s.AboutOne).Select(s => s.Operation)];

    /// <summary>All but those that anybody does to a request of the own account.</summary>
    public static TheoryData<string> AdministratorsTypes => [.. ChangeTypes.All.Select(t => t.Name).Except(["CreateProductProcurementRequest", "CancelProductProcurementRequest"])];

    public static TheoryData<string> Types => [.. ChangeTypes.All.Select(t => t.Name)];

    /// <summary>Routes that a caller with nothing but the right gets a full answer of.</summary>
    public static TheoryData<string, string> Routes => new() { { "POST", "/api/v1/decisions" }, { "GET", "/api/v1/events" }, { "POST", "/api/v1/organization/restore" }, { "POST", "/api/v1/preview" }, { "GET", "/api/v1/search" } };

    /// <summary>Routes that need more than the right: a form, an order, a link.</summary>
    public static TheoryData<string, string> OtherRoutes => RoutesThatNeedMore.All;

    /// <summary>Those of the Agreement API stand in AgreementAuthorizationTests, those of products' own software in EntitlementTests.</summary>
    [Fact]
    public void No_operation_escapes_these_tests() =>
        Assert.Equal(fixture.Hall.Host.Operations.Operations.Where(o => o.Protocol is not (Protocol.AwsJson or Protocol.RpcCbor)).Select(o => o.Name).Except(Open).Order(), SampleCall.All.Keys.Order());

    [Fact]
    public void No_change_type_escapes_these_tests() =>
        Assert.Equal(ChangeTypes.All.Select(t => t.Name).Order(), SampleChange.Details.Keys.Order());

    [Fact]
    public void No_route_of_the_own_API_escapes_these_tests() =>
        Assert.Equal(fixture.Hall.Host.ApiRoutes.Select(r => $"{r.Method} {r.Path}").Order(), Routes.Concat(OtherRoutes).Select(r => $"{r.Data.Item1} {r.Data.Item2}").Order());

    [Fact]
    public void Every_operation_that_changes_something_says_so() => Assert.Equal(
        ["CancelChangeSet", "DeleteResourcePolicy", "PutResourcePolicy", "StartChangeSet", "TagResource", "UntagResource"],
        fixture.Hall.Host.Operations.Operations.Where(o => o.ChangesState && o.Protocol != Protocol.AwsJson).Select(o => o.Name).Order());

    [Theory, MemberData(nameof(Operations))]
    public async Task S21_An_operation_without_its_right_is_denied_and_with_it_alone_is_not(string operation)
    {
        var sample = SampleCall.All[operation];
        var ids = await OwnAsync(fixture.Administrator);
        var without = await NewCallerAsync($$"""{"Effect":"Allow","NotAction":"{{sample.Action}}","Resource":"*"}""");
        var denied = await NewCallerAsync("""{"Effect":"Allow","Action":"*","Resource":"*"}""", $$"""{"Effect":"Deny","Action":"{{sample.Action}}","Resource":"*"}""");
        var with = await NewCallerAsync($$"""{"Effect":"Allow","Action":"{{sample.Action}}","Resource":"*"}""");

        AssertDenied(await sample.SendAsync(without, ids), ids);
        AssertDenied(await sample.SendAsync(denied, ids), ids);
        Assert.DoesNotContain("AccessDenied", (await sample.SendAsync(with, ids)).Body, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(OperationsAboutOne))]
    public async Task S24_Another_tenants_ids_and_absent_ids_get_the_same_bytes(string operation)
    {
        var sample = SampleCall.All[operation];
        var foreign = await OwnAsync(fixture.Stranger);
        var absent = new SampleIds("exp-zzzzzzzzzzzzz", fixture.ArnOf("exp-zzzzzzzzzzzzz").Replace(fixture.World.Management, fixture.World.Standalone, StringComparison.Ordinal), "zzzzzzzzzzzzzzzzzzzzzzzzz");
        var allowed = fixture.Administrator;
        var denied = await NewCallerAsync("""{"Effect":"Allow","Action":"sts:*","Resource":"*"}""");

        var (one, other) = (await sample.SendAsync(allowed, foreign), await sample.SendAsync(allowed, absent));
        Assert.Equal(other with { Body = absent.Hide(other.Body) }, one with { Body = foreign.Hide(one.Body) });
        Assert.Contains("ResourceNotFoundException", one.Body, StringComparison.Ordinal);
        var (refused, refusedToo) = (await sample.SendAsync(denied, foreign), await sample.SendAsync(denied, absent));
        Assert.Equal(refusedToo with { Body = absent.Hide(refusedToo.Body) }, refused with { Body = foreign.Hide(refused.Body) });
    }

    [Theory, MemberData(nameof(OperationsAboutOne))]
    public async Task S25_A_member_account_gets_the_same_bytes_for_the_administrators_ids_and_absent_ones(string operation)
    {
        var sample = SampleCall.All[operation];
        var own = await OwnAsync(fixture.Administrator);
        var absent = new SampleIds("exp-zzzzzzzzzzzzz", fixture.ArnOf("exp-zzzzzzzzzzzzz"), "zzzzzzzzzzzzzzzzzzzzzzzzz");
        var member = await CallerOfAsync(fixture.World.Ledger, """{"Effect":"Allow","Action":"*","Resource":"*"}""");

        var (one, other) = (await sample.SendAsync(member, own), await sample.SendAsync(member, absent));
        Assert.Equal(other with { Body = absent.Hide(other.Body) }, one with { Body = own.Hide(one.Body) });
        Assert.Contains("ResourceNotFoundException", one.Body, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task S21_A_change_type_without_its_right_is_denied_and_with_it_alone_is_not(string changeType)
    {
        var type = ChangeTypes.Find(changeType)!;
        var set = SampleChange.Set(changeType, $"{type.Target}", type.Creates ? null : $"{(type.Target == EntityType.Experience ? "exp" : "prodprocreq")}-zzzzzzzzzzzzz");
        string Only(string test) =>
            $$"""{"Effect":"Allow","Action":"aws-marketplace:StartChangeSet","Resource":"*","Condition":{ "{{test}}":{ "catalog:ChangeType":"{{changeType}}" } } }""";
        var without = await NewCallerAsync(Only("StringNotEquals"));
        var with = await NewCallerAsync(Only("StringEquals"));

        var refused = await without.PostAsync("/StartChangeSet", set);
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDeniedException"), (refused.Status, refused.ErrorType));
        var allowed = await with.PostAsync("/StartChangeSet", set);
        Assert.True(allowed.Status == (type.Creates ? HttpStatusCode.OK : HttpStatusCode.NotFound), allowed.Body);
        if (type.Creates) await fixture.Administrator.EndAsync(allowed.Text("ChangeSetId"));
    }

    [Theory, MemberData(nameof(AdministratorsTypes))]
    public async Task S22_A_member_account_changes_nothing_of_the_private_marketplace_whatever_its_policies_say(string changeType)
    {
        var type = ChangeTypes.Find(changeType)!;
        var member = await CallerOfAsync(fixture.World.Ledger, """{"Effect":"Allow","Action":"*","Resource":"*"}""");
        var entity = type.Creates ? null : type.Target == EntityType.Experience ? (await OwnAsync(fixture.Administrator)).Entity : await fixture.RequestAsync();

        var answer = await member.PostAsync("/StartChangeSet", SampleChange.Set(changeType, $"{type.Target}", entity));
        if (!type.Creates)
        {
            Assert.Equal("ResourceNotFoundException", answer.ErrorType);
            return;
        }

        var ended = await member.EndAsync(answer.Text("ChangeSetId"));
        Assert.Equal("FAILED", ended["Status"]!.GetValue<string>());
        Assert.Equal("CALLER_NOT_AUTHORIZED", ended["ChangeSet"]![0]!["ErrorDetailList"]![0]!["ErrorCode"]!.GetValue<string>());
    }

    [Theory, MemberData(nameof(OtherRoutes))]
    public async Task S21_A_route_about_accounts_orders_or_links_without_its_right_is_denied_and_with_it_alone_is_not(string method, string path)
    {
        var action = fixture.Hall.Host.ApiRoutes.Single(r => r.Method == method && r.Path == path).Action;
        var without = await NewCallerAsync($$"""{"Effect":"Allow","NotAction":"{{action}}","Resource":"*"}""");
        var with = await NewCallerAsync($$"""{"Effect":"Allow","Action":"{{action}}","Resource":"*"}""");
        var (address, body) = (path.Replace("{id}", "none", StringComparison.Ordinal), method == "GET" ? "" : "{}");

        var refused = await without.SendAsync(new HttpMethod(method), address, body);
        Assert.Equal((HttpStatusCode.Forbidden, "ACCESS_DENIED"), (refused.Status, refused.Text("code")));
        var allowed = await with.SendAsync(new HttpMethod(method), address, body);
        Assert.True(allowed.Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.BadRequest or HttpStatusCode.NotFound, allowed.Body);
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task S21_A_route_of_the_own_API_without_its_right_is_denied_and_with_it_alone_is_not(string method, string path)
    {
        var action = fixture.Hall.Host.ApiRoutes.Single(r => r.Method == method && r.Path == path).Action;
        var without = await NewCallerAsync($$"""{"Effect":"Allow","NotAction":"{{action}}","Resource":"*"}""");
        // A preview needs the right to each of its changes too.
        string[] alone = path == "/api/v1/preview" ? [action, "aws-marketplace:StartChangeSet"] : [action];
        var with = await NewCallerAsync([.. alone.Select(a => $$"""{"Effect":"Allow","Action":"{{a}}","Resource":"*"}""")]);
        var body = path switch
        {
            "/api/v1/preview" => """{"ChangeSet":[{"ChangeType":"CreateExperience","Entity":{"Type":"Experience@1.0"},"DetailsDocument":{"Name":"Previewed"}}]}""",
            _ when method == "GET" => "",
            _ => $$"""{"accountId":"{{fixture.World.Developer}}","productId":"{{HallWorld.A}}"}""",
        };

        var refused = await without.SendAsync(new HttpMethod(method), path, body);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal("ACCESS_DENIED", refused.Text("code"));
        var allowed = await with.SendAsync(new HttpMethod(method), path, body);
        Assert.True(allowed.Status == HttpStatusCode.OK, allowed.Body);
    }

    [Fact]
    public async Task Unsigned_calls_of_operations_get_the_missing_token_error()
    {
        using var http = new HttpClient();
        foreach (var operation in fixture.Hall.Host.Operations.Operations.Where(o => o.Protocol == Protocol.RestJson))
        {
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), fixture.Hall.Url + operation.Path);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.Forbidden, "MissingAuthenticationTokenException"), (answer.StatusCode, answer.Headers.GetValues("x-amzn-ErrorType").Single()));
        }
    }

    private static void AssertDenied(HallAnswer answer, SampleIds ids)
    {
        if (answer.Status == HttpStatusCode.OK)
        {
            Assert.Equal("AccessDeniedException", answer.Json["Errors"]![ids.Entity]!["ErrorCode"]!.GetValue<string>());
            Assert.Empty(answer.Json["EntityDetails"]!.AsObject());
            return;
        }

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDeniedException"), (answer.Status, answer.ErrorType));
    }

    /// <summary>An experience and an ended change set of the caller's.</summary>
    private static async Task<SampleIds> OwnAsync(HallCaller caller)
    {
        var set = await caller.RunAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Own" } });
        if (set["Status"]!.GetValue<string>() == "SUCCEEDED")
        {
            var id = set["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0];
            return new SampleIds(id, (await caller.DescribeEntityAsync(id)).Text("EntityArn"), set["ChangeSetId"]!.GetValue<string>());
        }

        // A stand-alone account has one experience (M-27): the first call made it.
        var list = await caller.PostAsync("/ListEntities", ApiHall.List("Experience"));
        var first = list.Json["EntitySummaryList"]![0]!;
        return new SampleIds(first["EntityId"]!.GetValue<string>(), first["EntityArn"]!.GetValue<string>(), set["ChangeSetId"]!.GetValue<string>());
    }

    private Task<HallCaller> NewCallerAsync(params string[] statements) => CallerOfAsync(fixture.World.Management, statements);

    private Task<HallCaller> CallerOfAsync(string account, params string[] statements) =>
        fixture.Hall.CallerWithPolicyAsync(account, $"user{Interlocked.Increment(ref _users)}", $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""");
}

public sealed class AuthorizationOnSqliteTests(SqliteApiHall hall) : AuthorizationTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class AuthorizationOnPostgresTests(PostgresApiHall hall) : AuthorizationTests(hall), IClassFixture<PostgresApiHall>;
