using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat.Parts;
using HolySheep.Configuration.Masking;
using HolySheep.Failures;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers.Masking;

/// <summary>Hides keys in everything that providers send, where it enters.</summary>
internal static class AnswerMask
{
    /// <summary>The outcome without keys; the same object if it contains none.</summary>
    public static AttemptOutcome Masked(this AttemptOutcome outcome, SecretMask mask)
    {
        if (outcome.Stream is { } stream)
        {
            var masked = new MaskedAnswerStream(stream, mask);
            return AttemptOutcome.Streaming(masked, masked.Mask(outcome.FirstPiece)).Told(outcome.Quota);
        }

        if (outcome.Answer is not { } answer)
        {
            // Failures are masked where they are recorded, including those without an exchange.
            return outcome;
        }

        var clean = answer.Masked(mask);
        if (answer.LastEvents is { } last && new MaskedEvents(mask).End(last) is null)
        {
            clean = clean with { LastEvents = null };
        }

        return clean == (object)answer ? outcome : AttemptOutcome.Answered(clean).Told(outcome.Quota);
    }

    /// <summary>The answer without keys; the same object if it contains none.</summary>
    public static ProviderAnswer Masked(this ProviderAnswer answer, SecretMask mask)
    {
        var content = mask.MaskAnswer(answer.Content);
        var reasoning = mask.MaskAnswer(answer.Reasoning);
        var refusal = mask.MaskAnswer(answer.Refusal);
        var finish = mask.Mask(answer.FinishReason);
        var finishRaw = mask.Mask(answer.FinishReasonRaw);
        var finishDetail = mask.MaskAnswer(answer.FinishDetail);
        var reasoningData = Data(answer.ReasoningData, mask);
        var citations = answer.Citations.Count == 0 ? answer.Citations : Citations(answer.Citations, mask);
        var extra = answer.Extra.Count == 0 ? answer.Extra : Extra(answer.Extra, mask);
        var model = mask.Mask(answer.ModelReported);
        var id = mask.Mask(answer.Id);
        var requestId = mask.Mask(answer.RequestId);
        var tools = answer.ToolCalls.Count == 0 ? answer.ToolCalls : Tools(answer.ToolCalls, mask);
        var parts = Parts(answer.Parts, mask, isHidden: !ReferenceEquals(content, answer.Content) || !ReferenceEquals(reasoning, answer.Reasoning));
        var charge = mask.Mask(answer.OtherCharge);
        var warnings = answer.Warnings.Count == 0 ? answer.Warnings : Texts(answer.Warnings, mask);
        var original = answer.Original is { } json && JsonText.OfBytes(json) is var text && ReferenceEquals(mask.MaskAnswer(text), text) ? json : null;
        var same = ReferenceEquals(original, answer.Original) && ReferenceEquals(content, answer.Content) && ReferenceEquals(reasoning, answer.Reasoning) && ReferenceEquals(refusal, answer.Refusal)
            && ReferenceEquals(finish, answer.FinishReason) && ReferenceEquals(model, answer.ModelReported) && ReferenceEquals(id, answer.Id)
            && ReferenceEquals(finishRaw, answer.FinishReasonRaw) && ReferenceEquals(finishDetail, answer.FinishDetail) && ReferenceEquals(reasoningData, answer.ReasoningData) && ReferenceEquals(citations, answer.Citations) && ReferenceEquals(extra, answer.Extra)
            && ReferenceEquals(requestId, answer.RequestId) && ReferenceEquals(tools, answer.ToolCalls) && ReferenceEquals(parts, answer.Parts) && ReferenceEquals(warnings, answer.Warnings) && ReferenceEquals(charge, answer.OtherCharge);
        return same
            ? answer
            : answer with
            {
                Content = content,
                Original = null,
                Reasoning = reasoning,
                Refusal = refusal,
                FinishReason = finish,
                FinishReasonRaw = finishRaw,
                FinishDetail = finishDetail,
                ReasoningData = reasoningData,
                Citations = citations,
                Extra = extra,
                ModelReported = model,
                Id = id,
                RequestId = requestId,
                ToolCalls = tools,
                Parts = parts,
                OtherCharge = charge,
                Warnings = warnings,
            };
    }

    /// <summary>The failure without keys, including its cause.</summary>
    public static Failure Masked(this Failure failure, SecretMask mask) => failure with
    {
        Message = mask.Mask(failure.Message),
        Details = failure.Details is { } details && ReferenceEquals(mask.Mask(details), details) ? details : null,
        RequestId = mask.Mask(failure.RequestId),
        PartialContent = mask.MaskAnswer(failure.PartialContent),
        Cause = MaskedException.Of(failure.Cause, mask),
    };

    /// <summary>The listing without keys: an echoed key does not count as a model.</summary>
    public static ModelListing Masked(this ModelListing listing, SecretMask mask) =>
        listing with { Ids = Texts(listing.Ids, mask), Failure = listing.Failure?.Masked(mask) };

    /// <summary>The parts without keys; null if a key is hidden in the whole and lies over several of them.</summary>
    private static IReadOnlyList<ChatPart>? Parts(IReadOnlyList<ChatPart>? parts, SecretMask mask, bool isHidden)
    {
        if (parts is null)
        {
            return null;
        }

        var masked = parts.Select(part => Part(part, mask)).ToList();
        return !masked.Zip(parts, ReferenceEquals).All(same => same) ? masked : isHidden ? null : parts;
    }

    private static ChatPart Part(ChatPart part, SecretMask mask) => part switch
    {
        ChatText text when mask.MaskAnswer(text.Text) is var clean && Data(text.ProviderData, mask) is var data
            && !(ReferenceEquals(clean, text.Text) && ReferenceEquals(data, text.ProviderData)) => text with { Text = clean, ProviderData = data },
        ChatReasoning reasoning when mask.MaskAnswer(reasoning.Text) is var clean && Data(reasoning.ProviderData, mask) is var data
            && !(ReferenceEquals(clean, reasoning.Text) && ReferenceEquals(data, reasoning.ProviderData)) => reasoning with { Text = clean, ProviderData = data },
        ChatToolCall tool => Tool(tool, mask),
        _ => part,
    };

    private static IReadOnlyList<ChatToolCall> Tools(IReadOnlyList<ChatToolCall> tools, SecretMask mask)
    {
        var masked = tools.Select(tool => Tool(tool, mask)).ToList();
        return masked.Zip(tools, ReferenceEquals).All(same => same) ? tools : masked;
    }

    private static ChatToolCall Tool(ChatToolCall tool, SecretMask mask)
    {
        var id = mask.Mask(tool.Id);
        var name = mask.Mask(tool.Name);
        var arguments = mask.MaskAnswer(tool.Arguments);
        var data = Data(tool.ProviderData, mask);
        return ReferenceEquals(id, tool.Id) && ReferenceEquals(name, tool.Name) && ReferenceEquals(arguments, tool.Arguments) && ReferenceEquals(data, tool.ProviderData)
            ? tool
            : new ChatToolCall(id, name, arguments) { ProviderData = data };
    }

    private static ProviderData? Data(ProviderData? data, SecretMask mask) =>
        data is null || mask.MaskAnswer(data.Data) is var masked && ReferenceEquals(masked, data.Data) ? data : data with { Data = masked };

    private static IReadOnlyList<ChatCitation> Citations(IReadOnlyList<ChatCitation> citations, SecretMask mask)
    {
        var masked = citations.Select(citation => citation with { Url = mask.MaskAnswer(citation.Url), Title = mask.MaskAnswer(citation.Title), Quote = mask.MaskAnswer(citation.Quote) }).ToList();
        return masked.SequenceEqual(citations) ? citations : masked;
    }

    private static IReadOnlyDictionary<string, string> Extra(IReadOnlyDictionary<string, string> extra, SecretMask mask)
    {
        var clean = extra.All(member => ReferenceEquals(mask.Mask(member.Key), member.Key) && ReferenceEquals(mask.MaskAnswer(member.Value), member.Value));
        return clean ? extra : extra.ToDictionary(member => mask.Mask(member.Key), member => mask.MaskAnswer(member.Value));
    }

    private static IReadOnlyList<string> Texts(IReadOnlyList<string> texts, SecretMask mask)
    {
        for (var index = 0; index < texts.Count; index++)
        {
            if (!ReferenceEquals(mask.Mask(texts[index]), texts[index]))
            {
                return [.. texts.Select(text => mask.Mask(text))];
            }
        }

        return texts;
    }
}
