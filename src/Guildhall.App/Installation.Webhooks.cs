using Guildhall.App.Events;
using Guildhall.App.Mail;
using Guildhall.App.Webhooks;

namespace Guildhall.App;

/// <content>Events, and their way to those who want them.</content>
public sealed partial class Installation
{
    private readonly EventDelivery _delivery;

    public EventQueries Events { get; }

    public Webhooks.Webhooks Webhooks => new(Writer, WebhookQueries, _delivery.Secrets, _delivery.Ways, Options.Ids);

    public Notices.Notices Notices => new(Database, Marketplaces, Writer);

    public MailRules MailRules => new(Database, Writer, Options.Ids);

    public MailQueries MailQueries => new(Database);

    public TestMails TestMails => new(Writer, Options.Mail is not null, Options.Ids);

    public WebhookQueries WebhookQueries => new(Database);

    public WebhookReplays WebhookReplays => new(Writer);

    public WebhookTrial WebhookTrial => new(WebhookQueries, Writer, _delivery.Sender, _delivery.Secrets, Options.Ids, Options.Clock);
}
