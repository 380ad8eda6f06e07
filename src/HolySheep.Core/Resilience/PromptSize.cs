using System.Linq;
using HolySheep.Catalog;
using HolySheep.Chat;

namespace HolySheep.Resilience;

/// <summary>A rough count of a prompt's tokens.</summary>
internal static class PromptSize
{
    // What vendors count for a picture of ordinary size.
    private const long TokensOfPicture = 1_000;
    private const long BytesPerTokenOfFile = 4;

    public static long Of(ChatRequest request) =>
        TokenEstimate.Of(request.System) + request.Messages.Sum(message => TokenEstimate.Of(message.Content) + message.Attachments.Sum(Of));

    private static long Of(ChatAttachment attachment) => attachment.IsImage ? TokensOfPicture : attachment.Data.Length / BytesPerTokenOfFile;
}
