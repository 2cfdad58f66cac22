using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Guildhall.Domain;
using Guildhall.Tests.Server.Api;

namespace Guildhall.Tests.Server.Tenancy;

/// <summary>Addresses, bodies and fields that name things of an organization.</summary>
internal static partial class TenancyRoutes
{
    /// <summary>The words that a form without an id in its address is sent with, besides <see cref="Fields"/>: what a button or a choice would say.</summary>
    private static readonly Dictionary<string, string[]> Acts = new(StringComparer.Ordinal)
    {
        ["/console/experiences/act"] = ["act=offline", "act=archive", "act=reactivate"],
        ["/console/experiences/act/confirmed"] = ["act=offline", "act=archive", "act=reactivate"],
        ["/console/experiences/new"] = ["go=next", "go=create"],
        ["/console/requests/review"] = ["act=approve", "act=decline"],
        ["/console/requests/answer"] = ["act=approve", "act=decline"],
        ["/console/audiences/chosen"] = ["act=associate", "act=disassociate"],
        ["/console/bulk"] = ["act=add", "act=deny", "act=remove", "go=find"],
        ["/console/bulk/run"] = ["act=add", "act=deny", "act=remove"],
        ["/admin/accounts/act"] = ["act=move", "act=tag", "act=suspend", "act=resume"],
        ["/admin/accounts/act/confirmed"] = ["act=move", "act=tag", "act=suspend", "act=resume"],
        ["/requests/new"] = ["go=find", "go=create"],
        ["/store/aws-account"] = ["go=review", "go=order"],
        ["/store/aws-account/existing"] = ["go=review", "go=order"],
    };

    /// <summary>Addresses of the organization's own whose fields name other things: the own thing is found, and then the question is what was named.</summary>
    public static IReadOnlyDictionary<string, string[]> Inside { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["/console/experiences/{id}/audiences"] = ["act=associate", "act=disassociate"],
        ["/console/experiences/{id}/audiences/review"] = ["act=associate", "act=disassociate"],
        ["/console/experiences/{id}/products/review"] = ["act=add", "act=deny", "act=remove"],
        ["/products/{id}/add/review"] = [""],
        ["/products/{id}/subscribe"] = ["go=buy"],
        ["/subscriptions/{id}/change"] = ["go=change"],
        ["/admin/accounts/{id}/move"] = [""],
        ["/console/users/{id}/roles"] = [""],
        ["/console/users/{id}/roles/remove"] = [""],
    };

    public static bool NamesOne(string path) => path.Contains('{', StringComparison.Ordinal);

    /// <summary>The value of each <c>{…}</c> goes by the step before it; for the own keys of a person, and for mail of the own API, by what they are.</summary>
    public static string Address(string path, TenantThings things) => Value().Replace(path, match => Uri.EscapeDataString(things[KindOf(path, path[..match.Index].TrimEnd('/').Split('/')[^1])]));

    private static string KindOf(string path, string step) => (step, path) switch
    {
        ("keys", _) when path.StartsWith("/account/", StringComparison.Ordinal) => "own-keys",
        ("mail", _) when path.StartsWith("/api/", StringComparison.Ordinal) => "sent",
        _ => step,
    };

    /// <summary>Every parameter of an address that a page reads an id from.</summary>
    public static string Query(TenantThings asked) => "?" + string.Join('&', Named(asked).Append(("node", asked["units"])).Append(("q", asked["codes"])).Append(("seller", asked["sellers"])).Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}"));

    /// <summary>The forms to send to an address.</summary>
    public static IEnumerable<(string, string)[]> Forms(string path, TenantThings asked, IReadOnlyDictionary<string, string[]>? acts = null) =>
        from words in (acts ?? Acts).GetValueOrDefault(path, [""])
        let more = words.Length == 0 ? [] : new[] { (words.Split('=')[0], words.Split('=')[1]) }
        select Fields(asked).Where(f => more.All(m => m.Item1 != f.Item1)).Concat(more).ToArray();

    /// <summary>Something in every field that a form has, and in each that takes an id one of these.</summary>
    private static IEnumerable<(string, string)> Fields(TenantThings asked) =>
    [
        .. Named(asked),
        ("quote", asked["quotes"]), ("charge", asked["charges"]), ("session", asked["sessions"]), ("one", asked["notices"]), ("sets", asked["change-sets"]), ("ids", asked["products"]), ("organizations", asked["organizations"]), ("organization", asked["organizations"]),
        ("existing", asked["accounts"]), ("seen", asked["units"]), ("revision", "1"),
        ("word", "confirm"), ("confirm", "confirm"), ("act", "add"), ("go", "review"), ("email", "new@example.com"), ("name", "New"), ("role", "Buyer"), ("user", "new"), ("policy", "GuildhallAuditor"), ("Name", "Renamed"), ("mode", "archived"), ("status", "notlive"),
        ("trusted", "on"), ("note", "No"), ("step", "5"), ("Reason", "Because"), ("reason", "Unpaid"), ("url", "https://events.example/"), ("recipients", "a@example.com"), ("purpose", "Test"), ("terms", "on"), ("Tags", "team=one"), ("notes", "No"),
    ];

    private static IEnumerable<(string, string)> Named(TenantThings asked) =>
        [("experience", asked["experiences"]), ("request", asked["requests"]), ("principal", asked["accounts"]), ("product", asked["products"]), ("account", asked["accounts"]), ("parent", asked["units"]), ("draft", asked["drafts"])];

    /// <summary>A body that a route of the own API takes, by its last step; null for one that takes none.</summary>
    public static JsonObject? Body(string method, string path, TenantThings own, TenantThings asked) => (method, path.Split('/')[^1]) switch
    {
        ("GET", _) => null,
        ("POST", "decisions") => new() { ["accountId"] = asked["accounts"], ["productId"] = asked["products"] },
        ("POST", "preview") => new() { ["ChangeSet"] = SampleChange.Set("AssociateAudience", $"{EntityType.Experience}", own["experiences"])["ChangeSet"]!.DeepClone() is JsonArray set ? Principals(set, asked) : null },
        ("POST", "accounts") => new() { ["name"] = "Asked", ["ou"] = asked["units"], ["organization"] = asked["organizations"] },
        ("POST", "webhooks") => new() { ["name"] = "Asked", ["url"] = "https://events.example/", ["experience"] = asked["experiences"] },
        ("POST", "rules") => new() { ["recipients"] = new JsonArray("a@example.com"), ["experience"] = asked["experiences"] },
        ("POST", "suspend") => new() { ["reason"] = "Unpaid", ["ou"] = asked["units"] },
        ("POST", "move") => new() { ["ou"] = asked["units"], ["dryRun"] = true },
        ("POST", "close") => new() { ["dryRun"] = true },
        ("POST", "confirm" or "leave") => new() { ["confirm"] = asked["accounts"] },
        ("POST", "tags") => new() { ["set"] = new JsonObject { ["team"] = "one" } },
        ("POST", "alias") => new() { ["alias"] = "asked-for" },
        ("POST", "contact") => new() { ["contact"] = null },
        ("POST", "name") => new() { ["name"] = "Asked" },
        ("POST", "reject") => new() { ["reason"] = "No" },
        ("POST", "enable") => new() { ["feature"] = "private-marketplace" },
        ("PATCH", "settings") => new() { ["name"] = "Asked", ["parent"] = asked["units"] },
        ("PATCH", "product") => new() { ["organizations"] = new JsonArray(asked["organizations"]) },
        ("PATCH", _) when path.Contains("accounts", StringComparison.Ordinal) => new() { ["purpose"] = "Asked" },
        ("PATCH", _) when path.Contains("webhooks", StringComparison.Ordinal) => new() { ["name"] = "Asked", ["experience"] = asked["experiences"] },
        ("POST", "organizations" or "drafts" or "preflight") when !NamesOne(path) => new() { ["accountId"] = asked["management"], ["name"] = "Asked", ["draftId"] = asked["drafts"] },
        _ => [],
    };

    private static JsonArray Principals(JsonArray set, TenantThings asked)
    {
        set[0]!["DetailsDocument"] = new JsonObject { ["Principals"] = new JsonArray(asked["accounts"]) };
        return set;
    }

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Value();
}
