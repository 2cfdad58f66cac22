using System.Text.Json;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>
/// Every reason of AWS against a new account, produced by the simulated AWS and read as the right sentence by buyer and manager on page, API and command line.
/// vendor-integration.md 13.2, aws-operations.md A.6, F.
/// </summary>
public sealed class CreationOutcomeTests(OutcomeHall hall) : IClassFixture<OutcomeHall>
{
    private const string Full = "We can't create more accounts right now.";
    private const string Paused = "Ordering is paused.";
    private const string Wrong = "Something went wrong.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Quota => $"Account quota of aws-{hall.World.Management} reached (";

    private string Payment => $"Management account {hall.World.Management} needs a valid payment method.";

    private Told[] Reasons =>
    [
        new("ACCOUNT_LIMIT_EXCEEDED", Full, Quota),
        new("INVALID_EMAIL", "The account's e-mail isn't accepted by AWS.", "AWS refused the address. Check the pattern."),
        new("INVALID_ADDRESS", "The account's address isn't accepted by AWS.", "Check the management account's contact address."),
        new("MISSING_PAYMENT_INSTRUMENT", Paused, Payment),
        new("INVALID_PAYMENT_INSTRUMENT", Paused, Payment),
        new("MISSING_BUSINESS_VALIDATION", Paused, "AWS's business validation of the management account is missing."),
        new("PENDING_BUSINESS_VALIDATION", Paused, "AWS's business validation of the management account is pending."),
        new("FAILED_BUSINESS_VALIDATION", Paused, "AWS's business validation of the management account is failed."),
        new("UNKNOWN_BUSINESS_VALIDATION", Paused, "AWS's business validation of the management account is unknown."),
        new("INVALID_IDENTITY_FOR_BUSINESS_VALIDATION", Paused, "AWS's business validation of the management account is refused for its identity."),
        new("IDENTITY_INVALID_BUSINESS_VALIDATION", Paused, "AWS's business validation of the management account is refused for its identity."),
        new("UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED", Wrong, "Tags conflict with the organization's resource policy."),
        new("GOVCLOUD_ACCOUNT_ALREADY_EXISTS", Wrong, "AWS refused the account: GOVCLOUD_ACCOUNT_ALREADY_EXISTS"),
        new("A_WORD_OF_TOMORROW", Wrong, "AWS refused the account: A_WORD_OF_TOMORROW"),
    ];

    /// <summary>Answers to the call itself.</summary>
    private Told[] Refusals =>
    [
        new("ConstraintViolationException/ACCOUNT_NUMBER_LIMIT_EXCEEDED", Full, Quota),
        new("ConstraintViolationException/ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED", Full, $"AWS creates no more accounts in aws-{hall.World.Management} today; try again tomorrow."),
        new("ConstraintViolationException/MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE", Wrong, "The management account's address differs from the one of its AWS Marketplace."),
        new("ConstraintViolationException/TAG_POLICY_VIOLATION", Wrong, "A tag policy of the organization forbids these tags."),
        new("ConstraintViolationException/LIMIT_OF_TOMORROW", Wrong, "A limit of AWS forbids this: \"The simulation was told to fail this call.\"."),
        new("InvalidInputException/INVALID_ROLE_NAME", Wrong, "The role name is not one that AWS takes. Correct the role name in the settings of the link."),
        new("InvalidInputException/INVALID_PATTERN", Wrong, "AWS does not take these values: \"The simulation was told to fail this call.\". Correct them and try again. (INVALID_PATTERN)"),
        new("InvalidInputException/MIN_LENGTH_EXCEEDED", Wrong, "(MIN_LENGTH_EXCEEDED)"),
        new("InvalidInputException/MAX_LENGTH_EXCEEDED", Wrong, "(MAX_LENGTH_EXCEEDED)"),
        new("InvalidInputException/DUPLICATE_TAG_KEY", Wrong, "(DUPLICATE_TAG_KEY)"),
        new("UnsupportedAPIEndpointException", Wrong, "This endpoint does not know the operation."),
        new("AWSOrganizationsNotInUseException", Wrong, "The account belongs to no organization."),
        new("NeverHeardOfException", Wrong, "(NeverHeardOfException)"),
    ];

    /// <summary>What AWS may say as long as it likes: the order goes on when it says so no more.</summary>
    private static Told[] Passing =>
    [
        new("TooManyRequestsException", null, "AWS is asked too often at the moment."),
        new("ConcurrentModificationException", null, "Another change to the organization is running."),
        new("ServiceException", null, "AWS has trouble of its own."),
        new("AccessDeniedException", null, "The key may not do this."),
        new("OptInRequired", null, "The AWS account is not fully set up yet."),
        new("UnrecognizedClientException", null, "The API key doesn't exist, is inactive, or belongs to another partition."),
        new("FinalizingOrganizationException", "AWS is still preparing the organization, which can take an hour; the account is made after that.", "AWS is still preparing the organization"),
    ];

    [Fact]
    public async Task MustShow5_Every_reason_and_every_refusal_that_needs_a_person_fails_the_order_in_the_words_of_both()
    {
        await hall.FailEachAsync("CreateAccount", Reasons.Concat(Refusals), new { name = "Refused" });
        Assert.Empty(await hall.AccountsAsync("Refused"));
    }

    [Fact]
    public async Task MustShow5_What_passes_by_itself_leaves_the_order_working_and_ends_in_one_account()
    {
        await hall.RefuseAsync("CreateAccount", Passing[0].Code);
        var id = await hall.PlaceAsync(new { name = "Passing" });
        foreach (var told in Passing)
        {
            await hall.RefuseAsync("CreateAccount", told.Code);
            await hall.Orders.RetryAsync(OrderHall.Operator, id, Cancellation);
            await hall.UntilAsync(id, o => o is { State: OrderState.Creating } && o.Steps[0].AwsCode == told.Code);
            await hall.ReadAsync(id, told);
            var shown = await hall.CommandAsync("order", "show", id);
            hall.Expect(shown.GetProperty("problem").GetString()!.Contains(told.Manager, StringComparison.Ordinal), $"{told.Code}: the command line tells {shown}");
        }

        Assert.Empty(hall.Otherwise);
        await hall.ClearAsync();
        await hall.Orders.RetryAsync(OrderHall.Operator, id, Cancellation);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(id)).State);
        Assert.Single(await hall.AccountsAsync("Passing"));
    }

    [Fact]
    public async Task F01_An_organization_that_is_not_ready_after_more_than_an_hour_fails_the_order_with_what_helps()
    {
        await hall.RefuseAsync("CreateAccount", CreationRule.Unready);
        var id = await hall.PlaceAsync(new { name = "Unready" });
        await hall.UntilAsync(id, o => o.Row.Problem is not null);
        while ((await hall.UntilAsync(id, _ => true)).State != OrderState.Failed) await AgeAsync(id);
        await hall.ReadAsync(id, new(CreationRule.Unready, Full, "after more than an hour. Ask AWS Support, then retry."));
        Assert.Empty(hall.Otherwise);

        await hall.ClearAsync();
        await hall.Orders.RetryAsync(OrderHall.Operator, id, Cancellation);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(id)).State);
    }

    /// <summary>As if AWS had said for long that it is not ready; told again when an attempt was under way.</summary>
    private async Task AgeAsync(string order)
    {
        await using var db = hall.Hall.Guildhall.Database.Open();
        var entries = db.Effects.Where(e => e.Subject == order && e.Kind == OrderSteps.Create && e.State == EffectState.Waiting);
        if (await entries.AsNoTracking().SingleOrDefaultAsync(Cancellation) is { } entry)
        {
            var aged = OrderForms.Write(OrderForms.ReadProgress(entry.Progress) with { UnreadySince = DateTimeOffset.UtcNow - CreationRule.LongestUnready });
            await entries.ExecuteUpdateAsync(e => e.SetProperty(x => x.Progress, aged).SetProperty(x => x.Due, DateTimeOffset.UtcNow), Cancellation);
        }

        await Task.Delay(100, Cancellation);
    }

    [Fact]
    public async Task MustShow5_A_failure_of_AWS_itself_is_tried_three_times_more_and_then_ends_the_order()
    {
        await hall.FaultAsync("CreateAccount", "fail", "INTERNAL_FAILURE", count: 4);
        var id = await hall.PlaceAsync(new { name = "Internal" });
        for (var tries = 1; tries <= 3; tries++)
        {
            var manager = $"AWS had an error (INTERNAL_FAILURE); Guildhall tries again, {tries} of 3 times within the hour.";
            await hall.UntilAsync(id, o => o.Row.ManagerProblem == manager);
            await hall.ReadAsync(id, new("INTERNAL_FAILURE", "AWS had an error; we try again.", manager));
            await hall.Orders.RetryAsync(OrderHall.Operator, id, Cancellation);
        }

        Assert.Equal(OrderState.Failed, (await hall.EndAsync(id)).State);
        await hall.ReadAsync(id, new("INTERNAL_FAILURE", "AWS had an error and did not create the account.", "AWS failed four times within the hour (INTERNAL_FAILURE). Try again."));
        Assert.Empty(hall.Otherwise);
        Assert.Empty(await hall.AccountsAsync("Internal"));
    }

    [Fact]
    public async Task MustShow5_The_same_request_twice_is_joined_to_the_first_and_its_account_taken_over()
    {
        await hall.RefuseAsync("ListAccounts", "AccessDeniedException");
        await hall.FaultAsync("CreateAccount", "fail", "CONCURRENT_ACCOUNT_MODIFICATION");
        var id = await hall.PlaceAsync(new { name = "Joined" });
        var waits = await hall.UntilAsync(id, o => o.Row.ManagerProblem is not null);
        await hall.ReadAsync(id, new("CONCURRENT_ACCOUNT_MODIFICATION", "AWS is still creating the account.", "AWS has the same request already; joined to it."));
        Assert.Equal(OrderState.Creating, waits.State);
        Assert.Empty(hall.Otherwise);

        var first = JsonElement.Parse(await hall.Hall.SimulateAsync("CreateAccount", new { waits.Row.Email, AccountName = "Joined" })).GetProperty("CreateAccountStatus").GetProperty("Id").GetString();
        for (var state = "IN_PROGRESS"; state == "IN_PROGRESS"; await Task.Delay(50, Cancellation))
            state = JsonElement.Parse(await hall.Hall.SimulateAsync("DescribeCreateAccountStatus", new { CreateAccountRequestId = first })).GetProperty("CreateAccountStatus").GetProperty("State").GetString();
        await hall.ClearAsync();
        await hall.LookAsync(id);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(id)).State);
        Assert.Single(await hall.AccountsAsync("Joined"));
    }

    [Fact]
    public async Task MustShow5_Two_strangers_addresses_in_a_row_fail_the_order_and_an_unknown_outcome_asks_for_a_person()
    {
        await hall.FaultAsync("CreateAccount", "fail", "EMAIL_ALREADY_EXISTS", count: 2);
        var id = await hall.PlaceAsync(new { name = "Taken" });
        Assert.Equal(OrderState.Failed, (await hall.EndAsync(id)).State);
        await hall.ReadAsync(id, new("EMAIL_ALREADY_EXISTS", "That address already belongs to an AWS account.", "That address already belongs to an AWS account."));

        await hall.FaultAsync("CreateAccount", "fail", "CONCURRENT_ACCOUNT_MODIFICATION");
        id = await hall.PlaceAsync(new { name = "Nobody's" });
        await hall.UntilAsync(id, o => o.Rests);
        await hall.ReadAsync(id, new("CONCURRENT_ACCOUNT_MODIFICATION", "The marketplace manager has to look at this order.", "and no account of the organization has it. Look into the organization's creations on AWS"));
        Assert.Empty(hall.Otherwise);
    }
}
