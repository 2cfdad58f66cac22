using System.Net;

namespace Guildhall.Tests.SimulatedAws.Simulation;

/// <summary>Faults on purpose (contract.md 6, aws-operations.md G).</summary>
public sealed class FaultTests : CloudTest
{
    [Fact]
    public async Task A_throttled_call_is_refused_in_the_words_of_its_service()
    {
        await Fault(new { operation = "ListAccounts", kind = "throttle", count = 1 });
        await Fault(new { operation = "ListUsers", kind = "throttle", count = 1 });

        var organizations = await Management.OrganizationsAsync("ListAccounts");
        var iam = await Management.IamAsync("ListUsers");

        Assert.Equal(("TooManyRequestsException", 400), (organizations.Error, organizations.Status));
        Assert.Equal(("Throttling", 400), (iam.Error, iam.Status));
        (await Management.OrganizationsAsync("ListAccounts")).Ok();
    }

    [Theory]
    [InlineData("cur", "AWSOrigamiServiceGatewayService", "DescribeReportDefinitions", "ThrottlingException", "InternalErrorException")]
    [InlineData("bcm-data-exports", "AWSBillingAndCostManagementDataExports", "ListExports", "ThrottlingException", "InternalServerException")]
    [InlineData("servicequotas", "ServiceQuotasV20190624", "ListServiceQuotas", "TooManyRequestsException", "ServiceException")]
    public async Task Each_JSON_service_is_throttled_and_fails_in_its_own_words(string service, string target, string operation, string throttled, string failed)
    {
        await Fault(new { operation, kind = "throttle", count = 1 });
        await Fault(new { operation, kind = "fail", count = 1 });

        var first = await Management.JsonAsync(service, target, operation);
        var second = await Management.JsonAsync(service, target, operation);

        Assert.Equal((throttled, 400), (first.Error, first.Status));
        Assert.Equal((failed, 500), (second.Error, second.Status));
    }

    [Theory]
    [InlineData("throttle", null, "SlowDown", 503)]
    [InlineData("fail", null, "InternalError", 500)]
    [InlineData("fail", "NoSuchBucketPolicy", "NoSuchBucketPolicy", 404)]
    [InlineData("fail", "OperationAborted", "OperationAborted", 409)]
    public async Task S3_fails_in_its_own_words_and_statuses(string kind, string? code, string error, int status)
    {
        await Fault(new { operation = "s3:ListBuckets", kind, code, count = 1 });

        var refused = await Management.StorageAsync("GET", "/");

        Assert.Equal((status, error), (refused.Status, refused.Xml("Code")));
        (await Management.StorageAsync("GET", "/")).Ok();
    }

    [Theory]
    [InlineData("throttle", "TooManyRequestsException", 429)]
    [InlineData("fail", "InternalServerException", 500)]
    public async Task Account_management_fails_in_its_own_words_and_statuses(string kind, string error, int status)
    {
        await Fault(new { operation = "GetRegionOptStatus", kind, count = 1 });

        var refused = await Management.RestAsync("account", "/getRegionOptStatus", new { RegionName = "eu-west-1" });
        var invalid = await Management.RestAsync("account", "/getRegionOptStatus", new { RegionName = "mars-north-1" });

        Assert.Equal((status, error), (refused.Status, refused.ErrorType));
        Assert.Equal((400, "ValidationException"), (invalid.Status, invalid.ErrorType));
    }

    [Fact]
    public async Task A_fault_named_with_its_service_leaves_operations_of_other_services_alone()
    {
        await Fault(new { operation = "organizations:ListPolicies", kind = "throttle", count = 1 });

        (await Management.IamAsync("ListPolicies")).Ok();
        Assert.Equal("TooManyRequestsException", (await Management.OrganizationsAsync("ListPolicies", new { Filter = "SERVICE_CONTROL_POLICY" })).Error);
    }

    [Fact]
    public async Task A_failing_call_has_the_code_and_reason_asked_for_and_changes_nothing()
    {
        await Fault(new { operation = "CreateOrganizationalUnit", kind = "fail", code = "ConcurrentModificationException", count = 1 });
        await Fault(new { operation = "CreateAccount", kind = "fail", code = "ConstraintViolationException/ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED", count = 1 });
        await Fault(new { operation = "ListRoots", kind = "fail", count = 1 });

        Assert.Equal("ConcurrentModificationException", (await Management.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = Organization.RootId, Name = "A" })).Error);
        Assert.Equal("ConstraintViolationException/ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED", (await CreateAccount()).Error);
        var fault = await Management.OrganizationsAsync("ListRoots");
        Assert.Equal(("ServiceException", 500), (fault.Error, fault.Status));
        Assert.Empty((await Management.OrganizationsAsync("ListCreateAccountStatus")).Ok().Json.GetProperty("CreateAccountStatuses").EnumerateArray());
        Assert.Empty((await Management.OrganizationsAsync("ListOrganizationalUnitsForParent", new { ParentId = Organization.RootId })).Ok().Json.GetProperty("OrganizationalUnits").EnumerateArray());
    }

    [Theory]
    [InlineData("INTERNAL_FAILURE")]
    [InlineData("PENDING_BUSINESS_VALIDATION")]
    [InlineData("MISSING_PAYMENT_INSTRUMENT")]
    public async Task An_account_creation_fails_later_for_the_reason_asked_for(string reason)
    {
        await Fault(new { operation = "CreateAccount", kind = "fail", code = reason, count = 1 });

        var status = (await CreateAccount()).Ok().Json.GetProperty("CreateAccountStatus");
        Assert.Equal("IN_PROGRESS", status.GetProperty("State").GetString());
        Cloud.World.Advance(TimeSpan.FromSeconds(1));
        var done = (await Management.OrganizationsAsync("DescribeCreateAccountStatus", new { CreateAccountRequestId = status.GetProperty("Id").GetString() })).Ok();

        Assert.Equal(reason, done.Json.GetProperty("CreateAccountStatus").GetProperty("FailureReason").GetString());
    }

    [Fact]
    public async Task A_dropped_answer_leaves_the_effect()
    {
        await Fault(new { operation = "CreateOrganizationalUnit", kind = "drop-answer", count = 1 });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Management.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = Organization.RootId, Name = "A" }));

        Assert.Equal("DuplicateOrganizationalUnitException", (await Management.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = Organization.RootId, Name = "A" })).Error);
    }

    [Fact]
    public async Task A_delayed_call_is_served_after_its_delay()
    {
        var clock = new TimerClock();
        await using var cloud = await SimulatedCloud.StartAsync(clock: clock);
        var management = cloud.Organization().Management;
        using var set = await cloud.ControlAsync("faults", new { operation = "ListRoots", kind = "delay", delay = "90m", count = 1 });

        (await management.OrganizationsAsync("ListRoots")).Ok();
        (await management.OrganizationsAsync("ListRoots")).Ok();

        Assert.Equal([TimeSpan.FromMinutes(90)], clock.Waits);
    }

    [Fact]
    public async Task A_doubled_call_is_served_twice()
    {
        await Fault(new { operation = "CreateAccount", kind = "duplicate", count = 1 });

        (await CreateAccount()).Ok();
        Cloud.World.Advance(TimeSpan.FromSeconds(1));

        var states = (await Management.OrganizationsAsync("ListCreateAccountStatus")).Ok().Json.GetProperty("CreateAccountStatuses").EnumerateArray().Select(status => status.GetProperty("State").GetString());
        Assert.Equal(["FAILED", "SUCCEEDED"], states.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Faults_are_cleared()
    {
        await Fault(new { operation = "ListAccounts", kind = "throttle" });
        Assert.NotNull((await Management.OrganizationsAsync("ListAccounts")).Error);

        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(Cloud.Url, "/_simulation/faults"));
        using var response = await Cloud.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        (await Management.OrganizationsAsync("ListAccounts")).Ok();
    }

    [Fact]
    public async Task A_fault_of_probability_zero_never_happens()
    {
        await Fault(new { operation = "ListAccounts", kind = "throttle", probability = 0.0 });

        for (var count = 0; count < 50; count++) (await Management.OrganizationsAsync("ListAccounts")).Ok();
    }

    private Task<CloudReply> CreateAccount() => Management.OrganizationsAsync("CreateAccount", new { Email = "a@example.com", AccountName = "A" });

    private async Task Fault(object fault)
    {
        using var response = await Cloud.ControlAsync("faults", fault);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}
