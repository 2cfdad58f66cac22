using System.Text.Json;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>A change set that a client sent, and what it was told.</summary>
internal sealed class SentSet(string token, object[] changes)
{
    public string Token => token;

    public string Body { get; } = JsonSerializer.Serialize(new { Catalog = "AWSMarketplace", ClientRequestToken = token, ChangeSet = changes });

    /// <summary>The id that was answered; null while nothing was.</summary>
    public string? Id { get; set; }

    /// <summary>Whether the last answer was a refusal: then nothing may be stored.</summary>
    public bool Refused { get; set; }

    public bool Answered => Id is not null || Refused;
}
