using Guildhall.App.People;
using Guildhall.Tests.Clients;
using Guildhall.Tests.Server;
using Guildhall.Wire.Signing;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>The whole of M-30 to M-38: a key made by the AWS CLI, an organization linked with it, changed, and a first account ordered; with script and without.</summary>
[Trait("Ring", "Browser")]
public sealed class LinkStoryTests(Chromium chromium) : HallTests(postgres: null)
{
    [Theory(Timeout = 300_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Vendor19_1_M30_M31_M33_to_M38_A_fresh_account_is_checked_linked_seen_edited_and_ordered_under(bool script)
    {
        var (account, root) = Hall.UntouchedAccount("Fresh");
        var key = await UserKeyAsync(root);
        await using var maya = await Hall.VisitAsync(chromium, "maya@example.com", Role.MarketplaceManager, "", script);

        await GoThereAsync(maya);
        await maya.TypeAsync("Account ID", account);
        await maya.TypeAsync("AWS API Secret", key.SecretAccessKey);
        await maya.PressAsync("Save as draft");
        await maya.IsToldAsync("The draft is kept.");
        await maya.PressAsync("Continue");
        await Assertions.Expect(maya.Main.GetByLabel("Account ID")).ToHaveValueAsync(account);
        await maya.TypeAsync("AWS API key", key.AccessKeyId);
        await maya.TypeAsync("New account email pattern", "fresh+%d@example.com");
        if (script) await maya.SeesAsync("The pattern must contain %s exactly once.");
        await maya.TypeAsync("New account email pattern", "fresh+%s@example.com");
        if (script) await maya.SeesAsync("Example: fresh+");
        await maya.PressAsync("Check");
        await maya.SeesAsync("0 failed");
        await maya.SeesAsync("(28 characters)");
        Assert.Equal("", await maya.Main.GetByLabel("AWS API Secret").InputValueAsync());
        await maya.PressAsync("Save");
        await maya.IsToldAsync("is stored.");
        await ActiveAsync(maya, script);
        await EditAsync(maya, account);
        await OrderAsync(maya, script);
        Assert.DoesNotContain(key.SecretAccessKey, await maya.Page.ContentAsync(), StringComparison.Ordinal);
        maya.HasSeenNoFaults();
    }

    /// <summary>M-31: a user, its policy and its key, as the guide tells.</summary>
    private async Task<SigningCredentials> UserKeyAsync(SigningCredentials root)
    {
        var aws = new AwsCli(new Uri(Hall.AwsUrl), root.AccessKeyId, root.SecretAccessKey);
        (await aws.RunAsync("iam create-user --user-name AppDirect-api-credentials")).Ok();
        (await aws.RunAsync("iam attach-user-policy --user-name AppDirect-api-credentials --policy-arn arn:aws:iam::aws:policy/AdministratorAccess")).Ok();
        var key = (await aws.RunAsync("iam create-access-key --user-name AppDirect-api-credentials")).Json.GetProperty("AccessKey");
        return new SigningCredentials(key.GetProperty("AccessKeyId").GetString()!, key.GetProperty("SecretAccessKey").GetString()!);
    }

    /// <summary>M-33: the way through the console.</summary>
    private static async Task GoThereAsync(Visit maya)
    {
        await maya.Page.Locator(".topbar a:text-is('Manage')").ClickAsync();
        await maya.Main.Locator("h2:text-is('Marketplace')").WaitForAsync();
        await maya.PressAsync("Settings");
        await maya.PressAsync("Vendor Integration");
        await maya.SeesAsync("Amazon Web Services");
        await maya.PressAsync("Configure");
        await maya.PressAsync("Add Organization");
    }

    /// <summary>M-35: the list tells by itself when it is done; without script by a link.</summary>
    private static async Task ActiveAsync(Visit maya, bool script)
    {
        var row = maya.Main.Locator("tr:has-text('fresh+%s@example.com')");
        if (!script)
        {
            while (await row.Locator("text=Checking").CountAsync() > 0) await maya.PressAsync("Refresh");
        }

        await Assertions.Expect(row).ToContainTextAsync("Active", new LocatorAssertionsToContainTextOptions { Timeout = 15_000 });
        await row.Locator("th a").ClickAsync();
    }

    /// <summary>M-36: four fields, and what is shown of the others.</summary>
    private static async Task EditAsync(Visit maya, string account)
    {
        await maya.PressAsync("Edit");
        await maya.SeesAsync("Account ID and Region cannot be changed.");
        await maya.SeesAsync($"{account[..4]}-{account[4..8]}-{account[8..]}");
        await maya.TypeAsync("Email Pattern", "changed+%s@example.com");
        await maya.Main.GetByLabel("Default Organization").CheckAsync();
        await maya.PressAsync("Save");
        await maya.IsToldAsync("Saved.");
        await maya.SeesAsync("changed+%s@example.com");
    }

    /// <summary>M-37: under the default organization, followed until it is there.</summary>
    private static async Task OrderAsync(Visit maya, bool script)
    {
        await maya.GoAsync("/store/aws-account");
        await maya.TypeAsync("Account name", "Laboratory");
        await maya.PressAsync("Review");
        await maya.SeesAsync("changed+%s@example.com");
        await maya.PressAsync("Order");
        var state = maya.Main.Locator("dd[aria-live=polite]");
        if (!script)
        {
            while (await state.Locator("text=Active").CountAsync() == 0) await maya.PressAsync("Refresh");
        }

        await Assertions.Expect(state).ToContainTextAsync("Active", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await maya.SeesAsync("changed+");
    }
}
