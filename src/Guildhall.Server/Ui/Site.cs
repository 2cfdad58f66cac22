using Guildhall.App;
using Guildhall.Domain;
using Guildhall.Server.Ui.Account;
using Guildhall.Server.Ui.Console.Accounts;
using Guildhall.Server.Ui.Console.Agreements;
using Guildhall.Server.Ui.Console.Audit;
using Guildhall.Server.Ui.Console.Budgets;
using Guildhall.Server.Ui.Console.Bulk;
using Guildhall.Server.Ui.Console.ChangeSets;
using Guildhall.Server.Ui.Console.Effects;
using Guildhall.Server.Ui.Console.Exits;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Console.Notifications;
using Guildhall.Server.Ui.Console.Overview;
using Guildhall.Server.Ui.Console.PriceRules;
using Guildhall.Server.Ui.Console.Products;
using Guildhall.Server.Ui.Console.Requests;
using Guildhall.Server.Ui.Console.Settings;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Console.SpendSettings;
using Guildhall.Server.Ui.Console.Statements;
using Guildhall.Server.Ui.Console.Structure;
using Guildhall.Server.Ui.Console.UsageRuns;
using Guildhall.Server.Ui.Console.Users;
using Guildhall.Server.Ui.Console.Vendors;
using Guildhall.Server.Ui.Design;
using Guildhall.Server.Ui.Frame;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.SignIn;
using Guildhall.Server.Ui.Storefront;
using Guildhall.Server.Ui.Storefront.Accounts;
using Guildhall.Server.Ui.Storefront.Buying;
using Guildhall.Server.Ui.Storefront.Offers;
using Guildhall.Server.Ui.Storefront.Requests;
using Guildhall.Server.Ui.Storefront.Subscriptions;
using Microsoft.AspNetCore.Antiforgery;

namespace Guildhall.Server.Ui;

/// <summary>All pages of the product: reads as the list of what a person can see.</summary>
internal static class Site
{
    public static void AddSite(this IServiceCollection services, Installation guildhall) =>
        services.AddSingleton(guildhall.Options.Clock).AddFormKeys(guildhall.ProtectionKeys);

    /// <summary>Maps everything; answers the list of pages, for tests that none escapes.</summary>
    public static IReadOnlyList<PageRoute> MapSite(this WebApplication app, Installation guildhall)
    {
        var antiforgery = app.Services.GetRequiredService<IAntiforgery>();
        var writer = new PageWriter(guildhall, new PageRenderer(app.Services, app.Services.GetRequiredService<ILoggerFactory>()), antiforgery);
        var visitors = new Visitors(guildhall);
        var kept = new KeptForms(guildhall.Options.Clock);
        var door = new PageDoor(guildhall, visitors, writer, kept, app.Services.GetRequiredService<ILogger<PageDoor>>());
        var pages = new PageRoutes(app, door);
        app.MapAssets();
        app.MapBrandSheets(guildhall.Marketplaces);
        new SignInPages(guildhall, visitors, writer, antiforgery).Map(app, pages);
        new SetUpPages(guildhall, visitors, writer, antiforgery).Map(app);
        new ProviderPages(guildhall, visitors, writer).Map(app);
        new SignInStepPages(guildhall, visitors).Map(pages);
        new AccountPages(guildhall).Map(pages);
        new AccountListPages(guildhall).Map(pages);
        new AccountDetailPages(guildhall).Map(pages);
        new AccountProductPages(guildhall).Map(pages);
        new CheckoutPages(guildhall).Map(pages);
        new InvitationPages(guildhall).Map(pages);
        new ConsoleLinkPages(guildhall).Map(pages);
        new OwnAccountPages(guildhall).Map(pages);
        new OwnKeyPages(guildhall).Map(pages);
        new ScopePages(guildhall, visitors).Map(pages);
        new SecondFactorPages(guildhall, visitors).Map(pages);
        new AudiencesPages(guildhall).Map(pages);
        new AgreementPages(guildhall).Map(pages);
        new AuditPages(guildhall).Map(pages);
        new ChangeSetPages(guildhall).Map(pages);
        new BulkPages(guildhall).Map(pages);
        new DashboardPage(guildhall).Map(pages);
        new EditLinkPages(guildhall).Map(pages);
        new EnablePages(guildhall).Map(pages);
        DesignPage.Map(pages);
        new EffectPages(guildhall).Map(pages);
        new ExperiencePages(guildhall).Map(pages);
        new HomePages(guildhall).Map(pages);
        kept.Map(pages);
        new LinkActPages(guildhall).Map(pages);
        new LinkGuidePages(guildhall).Map(pages);
        new LinkListPages(guildhall).Map(pages);
        new LinkPages(guildhall).Map(pages);
        new LinkWayPages(guildhall).Map(pages);
        new ManagePages(guildhall).Map(pages);
        new NewLinkPages(guildhall).Map(pages);
        new OrganizationPages(guildhall).Map(pages);
        new OwnRequestPages(guildhall).Map(pages);
        new ProductPages(guildhall).Map(pages);
        new OfferPages(guildhall).Map(pages);
        new RequestInboxPages(guildhall).Map(pages);
        new SearchPages(guildhall).Map(pages);
        new SettingsPages(guildhall).Map(pages);
        new SubscribePages(guildhall).Map(pages);
        new SubscriptionPages(guildhall).Map(pages);
        new KeyPages(guildhall).Map(pages);
        new PersonPages(guildhall).Map(pages);
        new UserPages(guildhall).Map(pages);
        ViewPages.Map(pages);
        new WebhookPages(guildhall).Map(pages);
        new PriceRulePages(guildhall).Map(pages);
        new SpendPages(guildhall).Map(pages);
        new BilledProductPages(guildhall).Map(pages);
        new ExitPages(guildhall).Map(pages);
        new SpendLinesPages(guildhall).Map(pages);
        new BudgetPages(guildhall).Map(pages);
        new SpendSettingsPages(guildhall).Map(pages);
        new StatementPages(guildhall).Map(pages);
        new UsageRunPages(guildhall).Map(pages);
        new OneUsageRunPages(guildhall).Map(pages);
        new MailPages(guildhall).Map(pages);
        new NoticePages(guildhall).Map(pages);
        new WhyPage(guildhall).Map(pages);
        pages.Fallback((_, _) => ValueTask.FromResult<PageAnswer>(new PageAnswer.Refused(Problem.NotFound("There is no page at this address."))));
        return pages.All;
    }
}
