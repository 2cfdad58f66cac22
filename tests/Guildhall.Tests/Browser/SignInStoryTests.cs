using Guildhall.App.People;
using Guildhall.App.People.Provider;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Tests.Server;
using Guildhall.Tests.Server.Ui;

namespace Guildhall.Tests.Browser;

/// <summary>Signing in with a code of an authenticator app, and through an identity provider.</summary>
[Trait("Ring", "Browser")]
public sealed class SignInStoryTests(Chromium chromium)
{
    [Theory(Timeout = 300_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S33_A_second_factor_is_set_up_and_asked_from_then_on(bool script)
    {
        var clock = new MovedClock();
        await using var hall = await RunningHall.StartAsync(with: options => options with { SecondFactor = SecondFactorRule.Administrators, Clock = clock });
        await hall.AddPersonAsync("amara@example.com", "Administrator", hall.World.Management);
        await using var amara = await Visit.BeginAsync(chromium, hall.Url, script);

        await amara.SignInAsync("amara@example.com", Browsing.Password);
        await amara.SeesAsync("Your roles need one");
        var key = OneTimeCodes.Key((await amara.Main.Locator("[data-copy]").First.GetAttributeAsync("data-copy"))!);
        await amara.TypeAsync("The code that the app shows now", OneTimeCodes.Of(key, OneTimeCodes.StepOf(clock.GetUtcNow())));
        await amara.PressAsync("Turn on");
        var spare = await amara.Main.Locator(".codes code").First.InnerTextAsync();
        await amara.PressAsync("I have kept them");
        await SignOutAsync(amara);

        clock.Advance(TimeSpan.FromMinutes(2));
        await amara.SignInAsync("amara@example.com", Browsing.Password);
        await amara.TypeAsync("Code", "000000");
        await amara.PressAsync("Sign in");
        await amara.SeesAsync("That code is not right");
        await amara.TypeAsync("Code", OneTimeCodes.Of(key, OneTimeCodes.StepOf(clock.GetUtcNow())));
        await amara.PressAsync("Sign in");
        await amara.GoAsync("/account");
        await amara.SeesAsync("Second factor on");
        await SignOutAsync(amara);

        await amara.SignInAsync("amara@example.com", Browsing.Password);
        await amara.TypeAsync("Code", spare);
        await amara.PressAsync("Sign in");
        await amara.GoAsync("/account");
        await amara.SeesAsync("9 recovery codes are left.");
        amara.HasSeenNoFaults();
    }

    [Fact(Timeout = 300_000)]
    public async Task S32_Somebody_signs_in_through_the_identity_provider_and_has_the_roles_of_the_groups()
    {
        await using var provider = await SmallProvider.StartAsync();
        await using var hall = await RunningHall.StartAsync(with: options => options with
        {
            Provider = new ProviderSettings(new Uri(provider.Url), SmallProvider.ClientId)
            {
                ClientSecret = new Secret(SmallProvider.ClientSecret),
                Name = "Example SSO",
                Roles = [new GroupRole("buyers", new GivenRole("Buyer", new AccountId("111122223333")))],
            },
        });
        await using var olga = await Visit.BeginAsync(chromium, hall.Url);

        await olga.GoAsync("/account");
        await olga.PressAsync("Sign in with Example SSO");
        await olga.SeesAsync("olga@example.com");
        await olga.SeesAsync("You sign in through your identity provider and have no password here.");
        await olga.SeesAsync("Buyer");
        await SignOutAsync(olga);
        await olga.SeesAsync("Sign in with Example SSO");
        olga.HasSeenNoFaults();
    }

    private static async Task SignOutAsync(Visit visit)
    {
        await visit.Page.ClickAsync(".topbar .menu summary");
        await visit.Page.ClickAsync(".topbar button:has-text('Sign out')");
        await visit.IsToldAsync("You are signed out.");
    }
}
