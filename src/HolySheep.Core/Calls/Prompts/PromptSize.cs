using System.Text;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Calls.Prompts;

/// <summary>Estimates the size of a prompt without counting tokens.</summary>
// Plain loops, because every row of a large job runs them.
internal static class PromptSize
{
    // The tokens that vendors count for a picture of ordinary size.
    private const long TokensOfPicture = 1_000;
    private const long BytesPerTokenOfFile = 4;

    // Roles, separators and what a provider adds.
    private const long TokensAroundMessage = 16;
    private const int MostBytesPerCharacter = 3;

    /// <summary>The estimated tokens.</summary>
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

    /// <summary>The estimated tokens of pictures and files.</summary>
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

    /// <summary>The estimated tokens of the offered tools.</summary>
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

    /// <summary>The characters of the prompt; null if pictures or files are sent with it.</summary>
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

    /// <summary>An upper limit of the tokens at almost no cost: no token is shorter than a byte.</summary>
    /// <param name="request">The prompt.</param>
    /// <param name="exactBytes">False uses the maximum bytes of that many characters, without reading them.</param>
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

    public static long Of(ChatAttachment attachment) => attachment.IsImage ? TokensOfPicture : attachment.Data.Length / BytesPerTokenOfFile;

    private static long Bytes(string? text, bool exact) =>
        text is null ? 0 : exact ? Encoding.UTF8.GetByteCount(text) : (long)text.Length * MostBytesPerCharacter;
}
