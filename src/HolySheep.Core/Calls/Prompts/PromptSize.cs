using System.Text;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Calls.Prompts;

/// <summary>How large a prompt is, as far as that can be said without counting tokens.</summary>
// Plain loops: this is looked at for every row of a million.
internal static class PromptSize
{
    // What vendors count for a picture of ordinary size.
    private const long TokensOfPicture = 1_000;
    private const long BytesPerTokenOfFile = 4;

    // Roles, separators and what a provider adds of its own.
    private const long TokensAroundMessage = 16;
    private const int MostBytesPerCharacter = 3;

    /// <summary>A rough count of tokens.</summary>
    public static long Of(ChatRequest request)
    {
        var tokens = TokenEstimate.Of(request.System);
        for (var place = 0; place < request.Messages.Count; place++)
        {
            var message = request.Messages[place];
            tokens += TokenEstimate.Of(message.Written);
        }

        return tokens + OfAttachments(request) + OfTools(request);
    }

    /// <summary>What pictures and files count for, roughly.</summary>
    public static long OfAttachments(ChatRequest request)
    {
        long tokens = 0;
        for (var place = 0; place < request.Messages.Count; place++)
        {
            var message = request.Messages[place];
            for (var number = 0; number < message.Attachments.Count; number++)
            {
                var attachment = message.Attachments[number];
                tokens += Of(attachment);
            }
        }

        return tokens;
    }

    /// <summary>What the tools that are offered count for, roughly.</summary>
    public static long OfTools(ChatRequest request)
    {
        long tokens = 0;
        for (var number = 0; number < request.Tools.Count; number++)
        {
            var tool = request.Tools[number];
            tokens += TokenEstimate.Of(tool.Name) + TokenEstimate.Of(tool.Description) + TokenEstimate.Of(tool.Parameters);
        }

        return tokens;
    }

    /// <summary>Characters of the prompt; null where pictures or files go with it.</summary>
    public static long? TextLength(ChatRequest request)
    {
        long length = request.System?.Length ?? 0;
        for (var place = 0; place < request.Messages.Count; place++)
        {
            var message = request.Messages[place];
            if (message.Attachments.Count > 0)
            {
                return null;
            }

            length += message.Written.Length;
        }

        return length;
    }

    /// <summary>More tokens than the prompt can have, at the cost of next to nothing: no token is shorter than a byte.</summary>
    /// <param name="request">The prompt.</param>
    /// <param name="exactBytes">False takes the most bytes that so many characters can have, without looking at them.</param>
    public static long UpperBound(ChatRequest request, bool exactBytes)
    {
        var tokens = Bytes(request.System, exactBytes) + TokensAroundMessage;
        for (var number = 0; number < request.Tools.Count; number++)
        {
            var tool = request.Tools[number];
            tokens += Bytes(tool.Name, exactBytes) + Bytes(tool.Description, exactBytes) + Bytes(tool.Parameters, exactBytes) + TokensAroundMessage;
        }

        for (var place = 0; place < request.Messages.Count; place++)
        {
            var message = request.Messages[place];
            tokens += Bytes(message.Written, exactBytes) + TokensAroundMessage;
            for (var number = 0; number < message.Attachments.Count; number++)
            {
                var attachment = message.Attachments[number];
                tokens += attachment.IsText ? attachment.Data.Length : Of(attachment);
            }
        }

        return tokens;
    }

    private static long Of(ChatAttachment attachment) => attachment.IsImage ? TokensOfPicture : attachment.Data.Length / BytesPerTokenOfFile;

    private static long Bytes(string? text, bool exact) =>
        text is null ? 0 : exact ? Encoding.UTF8.GetByteCount(text) : (long)text.Length * MostBytesPerCharacter;
}
