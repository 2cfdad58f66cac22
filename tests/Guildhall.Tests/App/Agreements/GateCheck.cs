using System.Text.Json;
using Guildhall.App.Agreements;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;

namespace Guildhall.Tests.App.Agreements;

/// <summary>
/// Holds what became of a story against its history: whatever was quoted, accepted, amended or renewed was allowed at that instant, whatever was refused was not, and experience, revision and
/// reason that were kept with it are those that the history gives.
/// </summary>
/// <param name="OneClock">Whether times alone tell the order of what was committed: not between servers of PostgreSQL, where one may decide before another and commit after it.</param>
internal sealed record GateCheck(GateStory Story, GateRecords Records, TimeSpan TreeAge, bool OneClock, GateTally Tally)
{
    private readonly GateHistory _history = new(Records.Sets[Story.Organization.Id], Story.Readings);

    private string Tenant => Story.Organization.Id;

    public void All()
    {
        foreach (var quote in Records.Quotes[Tenant])
        {
            if (AgreementDocuments.ReadQuote(quote.Document).Gate is { } gate) Allowed("quoted", gate, quote.Account, quote.Product, quote.CreatedAt);
        }

        foreach (var agreement in Records.Agreements[Tenant]) Check(agreement);
        foreach (var record in Records.Audit[Tenant]) Check(record);
        var told = Records.Audit[Tenant].Where(IsRefusal).Select(a => a.RequestId).Order(StringComparer.Ordinal);
        Assert.Equal(Story.Refused.Order(StringComparer.Ordinal), told);
    }

    private void Check(AgreementRow agreement)
    {
        var document = AgreementDocuments.ReadAgreement(agreement.Document);
        Assert.True(document.Accepted is not null, $"{Name}: {agreement.Id} was bought without a decision");
        Allowed(document.Quoted is null ? "renewed" : "accepted", document.Accepted, agreement.Account, agreement.Product, agreement.AcceptedAt);
        if (document.Amended is { } amended) Allowed("amended", amended, agreement.Account, agreement.Product, amended.At);
        Tally.Count($"agreement {agreement.Status.Word()}");
    }

    private void Allowed(string what, GateDecision decision, string account, string product, DateTimeOffset at)
    {
        var verdict = Verdict(decision, account, product);
        var kept = new GateVerdict(decision.Reason, decision.Experience?.Value, decision.Revision, decision.ReadAt);
        Assert.True(kept == verdict && decision.At == at && decision.Product.Value == product, $"{Name}: {product} {what} for {account} at {at:O} by {kept}, but history says {verdict}");
        Assert.True(verdict.Reason.Decision() == Decision.Allow, $"{Name}: {product} {what} for {account} at {at:O}, but history says {verdict}");
        Tally.Count($"{what} {verdict.Reason.Word()}");
    }

    private GateVerdict Verdict(GateDecision decision, string account, string product)
    {
        var then = _history.At(decision.Version, decision.At);
        Assert.True(then.MayAct(account), $"{Name}: {account} bought at {decision.At:O} without being an active account");
        var verdict = then.Decide(account, product, decision.At, TreeAge);
        if (OneClock) Assert.Equal(verdict, _history.At(decision.At).Decide(account, product, decision.At, TreeAge));
        return verdict;
    }

    private void Check(AuditRow record)
    {
        if (Story.Calls.TryGetValue(record.RequestId, out var call))
        {
            Assert.True(call.From < record.Time && record.Time < call.To, $"{Name}: {record.EventName} was decided at {record.Time:O}, outside of its call");
            if (_history.MovedBetween(call.From, call.To)) Tally.Count("decided while something changed");
        }

        if (!OneClock) return;
        using var json = JsonDocument.Parse(record.Record);
        if (IsRefusal(record)) Denied(record, json.RootElement.GetProperty("responseElements"), json.RootElement.GetProperty("requestParameters").GetProperty("productId").GetString()!);
        else if (record.EventName == "ExpireAgreement" && json.RootElement.GetProperty("requestParameters").GetProperty("decision") is { ValueKind: JsonValueKind.Object } decision) Denied(record, decision, ProductOf(json.RootElement));
    }

    private void Denied(AuditRow record, JsonElement kept, string product)
    {
        var then = _history.At(record.Time);
        var verdict = then.Decide(record.Account, product, record.Time, TreeAge);
        if (record.EventName == "ExpireAgreement" && !then.MayAct(record.Account)) verdict = new GateVerdict(DecisionReason.AccountNotFound, null, null, verdict.ReadAt);
        var (reason, experience) = (kept.GetProperty("reason").GetString(), kept.GetProperty("experienceId").GetString());
        int? revision = kept.GetProperty("experienceRevision") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;
        Assert.True((reason, experience, revision) == (verdict.Reason.Word(), verdict.Experience, verdict.Revision), $"{Name}: {record.EventName} of {product} was refused at {record.Time:O} by {reason} {experience} {revision}, but history says {verdict}");
        Assert.True(verdict.Reason.Decision() == Decision.Deny, $"{Name}: {record.EventName} of {product} was refused at {record.Time:O}, but history says {verdict}");
        Tally.Count($"{record.EventName} refused {reason}");
    }

    private string ProductOf(JsonElement expiry) => Records.Agreements[Tenant].Single(a => a.Id == expiry.GetProperty("requestParameters").GetProperty("agreementId").GetString()).Product;

    private string Name => $"seed {Story.Seed}";

    private static bool IsRefusal(AuditRow record) => record.Record.Contains("\"errorCode\"", StringComparison.Ordinal);
}
