using Guildhall.Domain;

namespace Guildhall.App.Changes.Bulk;

/// <summary>Reasons in one line's words: the problem's own message may name many products.</summary>
internal static class BulkWords
{
    public static string Of(Problem problem) => Of(problem.Code, problem.Message);

    public static string Of(StoredError problem) => Of(problem.Code, problem.Message);

    /// <summary>The reason that names the product; null when none does.</summary>
    public static Problem? Against(string product, IReadOnlyList<Problem> problems) => problems.FirstOrDefault(p => Names(p.Message, product));

    /// <summary>The reason against a line of a set of which nothing was done: that which names the product, else the first.</summary>
    public static string Against(string product, IReadOnlyList<StoredError> problems) =>
        problems.Count == 0 ? "" : Of(problems.FirstOrDefault(p => Names(p.Message, product)) ?? problems[0]);

    /// <summary>Whether the message has the id, and not only as a part of a longer one.</summary>
    internal static bool Names(string message, string id)
    {
        for (var at = message.IndexOf(id, StringComparison.Ordinal); at >= 0; at = message.IndexOf(id, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !IsOfId(message[at - 1])) && (at + id.Length == message.Length || !IsOfId(message[at + id.Length]))) return true;
        }

        return false;
    }

    private static bool IsOfId(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private static string Of(string code, string message) => code switch
    {
        "PRODUCT_NOT_FOUND" => "Not in the catalogue, or not offered to your account",
        "PRODUCT_ALREADY_ALLOWED" => "Always entitled: there is nothing to approve",
        "CALLER_NOT_AUTHORIZED" when message.StartsWith("Private products", StringComparison.Ordinal) => "Private: ask the operator, only a MarketplaceManager removes it",
        _ => message,
    };
}
