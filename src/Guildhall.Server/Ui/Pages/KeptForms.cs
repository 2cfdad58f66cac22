using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Server.Ui.Frame;
using Guildhall.Server.Ui.SignIn;

namespace Guildhall.Server.Ui.Pages;

/// <summary>
/// Forms that were sent when their session had ended: kept for an hour without their secrets, for whoever signed in last in the same browser, who sees them
/// again after signing in and sends them, or not. Nothing is done by itself. Only this process has them.
/// </summary>
internal sealed class KeptForms(TimeProvider clock)
{
    private const string Address = "/again/";
    private const int Most = 200;
    private const int MostOfOne = 5;
    private const int Longest = 256 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly Lock _change = new();
    private readonly OrderedDictionary<(string Mark, string Id), (DateTimeOffset At, StaleForm.Posted Form)> _forms = [];

    public void Map(PageRoutes pages) => pages.Get(Address + "{id}", null, (call, _) => ValueTask.FromResult<PageAnswer>(
        Find(call.Person.BrowserMark, call.Route("id")) is { } form
            ? PageAnswer.Plain<StaleForm>("Send again", form)
            : new PageAnswer.Refused(Problem.NotFound("What was typed is not kept any more, or somebody else typed it."))));

    /// <summary>
    /// The address where the form of a request without a session that may go on can be sent again; null when it has none that can be kept. The steps of
    /// signing in hold nothing but secrets.
    /// </summary>
    /// <param name="person">Whose session it is; null without one.</param>
    public async Task<string?> KeepAsync(HttpContext context, Person? person)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || SignInSteps.Has(context.Request.Path) || (person?.BrowserMark ?? Visitors.MarkIn(context)) is not { } mark) return null;
        var form = await PostedForm.ReadAsync(context, mayHoldFile: false);
        if (form.Refused || StaleForm.Of(context, form.Value.Fields) is not { Fields.IsEmpty: false } posted || posted.Fields.Sum(f => f.Value.Length) > Longest) return null;
        var (now, id) = (clock.GetUtcNow(), context.TraceIdentifier);
        lock (_change)
        {
            while (_forms.Count > 0 && (_forms.Count >= Most || now - _forms.GetAt(0).Value.At > Kept)) _forms.RemoveAt(0);
            foreach (var old in _forms.Keys.Where(f => f.Mark == mark).SkipLast(MostOfOne - 1).ToList()) _forms.Remove(old);
            _forms[(mark, id)] = (now, posted with { Again = id });
        }

        return Address + Uri.EscapeDataString(id);
    }

    /// <summary>It has been sent again.</summary>
    public void Forget(string mark, string id)
    {
        lock (_change) _forms.Remove((mark, id));
    }

    private StaleForm.Posted? Find(string mark, string id)
    {
        lock (_change) return _forms.TryGetValue((mark, id), out var kept) && clock.GetUtcNow() - kept.At <= Kept ? kept.Form : null;
    }
}
