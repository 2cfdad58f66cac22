using System.Text.Json;
using Guildhall.App.Changes;

namespace Guildhall.Server.Api.V1;

/// <summary><c>POST /api/v1/preview</c>: who would be affected by a change set; nothing is stored. Each change is asked for as StartChangeSet asks.</summary>
internal static class PreviewEndpoint
{
    public static void MapPreview(this OwnApi api, Previews previews) => api.Post("/api/v1/preview", "guildhall:Decide", (call, cancellation) => AnswerAsync(previews, call, cancellation));

    private static async ValueTask<ApiAnswer> AnswerAsync(Previews previews, ApiCall call, CancellationToken cancellation)
    {
        var draft = PreviewAnswer.Read(call.Body.Span);
        if (draft.Refused) return await ApiAnswer.Refuse(draft.Problems[0]);
        var preview = await previews.OfAsync(call.Caller, draft.Value, cancellation);
        if (preview.Refused) return await ApiAnswer.Refuse(preview.Problems[0]);
        return await ApiAnswer.Write(json => JsonSerializer.Serialize(json, PreviewAnswer.Of(preview.Value), PreviewJson.Default.PreviewAnswer));
    }
}
