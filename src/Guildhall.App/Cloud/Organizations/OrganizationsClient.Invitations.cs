using Guildhall.Domain.Vending;

namespace Guildhall.App.Cloud.Organizations;

/// <summary>Inviting accounts that exist. aws-operations.md A.6.</summary>
public sealed partial class OrganizationsClient
{
    private static readonly InvitationShapes Inviting = InvitationShapes.Default;

    /// <summary>
    /// Asks an account to join: one call, never repeated here. <see cref="CloudTrouble.Already"/> when an invitation of it is open; after another problem it
    /// may have been sent all the same (<see cref="CloudProblem.ProvesNothingHappened"/>).
    /// </summary>
    /// <param name="notes">What the owner reads in AWS's mail.</param>
    /// <param name="tags">What the account is tagged with once it has joined.</param>
    public async Task<CloudAnswer<Invitation>> InviteAccountAsync(InvitedAccount account, string? notes, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        var input = new InviteInput(new PartyInput(account.Target, account.Id is null ? "EMAIL" : "ACCOUNT"), notes, [.. tags.Select(t => new WireTag(t.Key, t.Value))]);
        var answer = await _api.CallOnceAsync("InviteAccountToOrganization", input, Inviting.InviteInput, Inviting.HandshakeOutput, cancellationToken);
        return answer.Select<Invitation>(output => InvitationReading.Invitation(output.Handshake) is { } sent ? sent : CloudProblem.Garbled("The answer to InviteAccountToOrganization names no invitation."));
    }

    /// <summary><see cref="CloudTrouble.NotFound"/> when AWS has no such invitation (any more).</summary>
    public Task<CloudAnswer<Invitation>> DescribeHandshakeAsync(string id, CancellationToken cancellationToken) =>
        CallAsync("DescribeHandshake", new HandshakeInput(id), Inviting.HandshakeInput, Inviting.HandshakeOutput, o => InvitationReading.Invitation(o.Handshake), cancellationToken);

    /// <summary>Invitations of all states that the organization has sent.</summary>
    public Task<CloudAnswer<Page<Invitation>>> ListInvitationsAsync(string? nextToken, CancellationToken cancellationToken) =>
        CallAsync(
            "ListHandshakesForOrganization",
            new HandshakesInput(new HandshakeFilterInput("INVITE"), nextToken),
            Inviting.HandshakesInput,
            Inviting.HandshakesOutput,
            o => AnswerReading.Sorted(o.Handshakes, o.NextToken, InvitationReading.Invitation, h => h?.Id),
            cancellationToken);

    /// <summary>Takes an invitation back. Null when done; <see cref="CloudTrouble.Already"/> when it was; refused when it was answered or has expired.</summary>
    public async Task<CloudProblem?> CancelHandshakeAsync(string id, CancellationToken cancellationToken) =>
        (await _api.CallAsync("CancelHandshake", new HandshakeInput(id), Inviting.HandshakeInput, Inviting.HandshakeOutput, cancellationToken)).Problem;
}
