using System;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Results;
using HolySheep.PowerShell.Structured;

namespace HolySheep.PowerShell.Calls;

/// <summary>Writes an answer as a result with all its metadata; a failure is only an error.</summary>
internal sealed class ResultForm : IAnswerForm
{
    /// <summary>The type name of results whose views omit the text, because it was shown while it arrived.</summary>
    internal const string StreamedTypeName = "HolySheep.PowerShell.Results.HolySheepChatResult#Streamed";

    private readonly bool _structured;
    private readonly AnswerType? _type;

    /// <param name="structured">True if the answers follow a schema.</param>
    /// <param name="type">The type of the answers' objects; null for plain objects.</param>
    internal ResultForm(bool structured, AnswerType? type)
    {
        _structured = structured;
        _type = type;
    }

    public PSObject Of(ChatResult result, object? input, bool streamed)
    {
        // A refusal and a tool call follow no schema, but are answers.
        var follows = _structured && result.Refusal is null && result.ToolCalls.Count == 0;
        var output = new PSObject(new HolySheepChatResult(result, input, follows ? Structured(result) : null));
        if (streamed)
        {
            output.TypeNames.Insert(0, StreamedTypeName);
        }

        return output;
    }

    public PSObject? Of(Exception failure, object? input) => null;

    private object? Structured(ChatResult result)
    {
        if (_type is null)
        {
            return JsonObject.Of(result.Content);
        }

        try
        {
            return _type.Read(result.Content);
        }
        catch (Exception exception) when (InputFault.IsUsers(exception))
        {
            throw new ChatException(ErrorCode.ReplyMalformed, OutcomeKind.Malformed, $"The answer does not fit the type [{_type.Name}]: {exception.Message}",
                "The answer is in the error's PartialContent. Relax the type, or give a schema and read the answer's Object.", exception)
            {
                Provider = result.Provider,
                RequestId = result.RequestId,
                PartialContent = result.Content,
                Attempts = result.Attempts,
                Cost = result.Cost,
            };
        }
    }
}
