using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Templates;

namespace HolySheep.PowerShell.Binding;

/// <summary>Turns a prompt and piped input into messages: one call for each input, or one call for all of them.</summary>
internal sealed class PromptInputs
{
    // A process or file object has dozens of properties; an error that lists them all would hide its point.
    private const int ShownNames = 20;

    private readonly string? _prompt;
    private readonly bool _instructs;
    private readonly bool _usedElsewhere;
    private readonly bool _isTemplate;
    private readonly List<object?> _together = [];
    private readonly List<ChatMessage> _turns = [];
    private PromptTemplate? _template;
    private long _characters;
    private int _haveTurns;

    /// <param name="prompt">The prompt; null if none was given.</param>
    /// <param name="instructs">True if the call has its own system message, which replaces that of a conversation.</param>
    /// <param name="usedElsewhere">True if another part of the call is created from each input, such as its attachments: a prompt without a placeholder then applies to each input.</param>
    /// <param name="isTemplate">True if the prompt is a template even without input, as a stored one is.</param>
    internal PromptInputs(string? prompt, bool instructs, bool usedElsewhere, bool isTemplate = false)
    {
        _isTemplate = isTemplate;
        _prompt = prompt;
        _instructs = instructs;
        _usedElsewhere = usedElsewhere;
    }

    /// <summary>The inputs of the one call for all, in order.</summary>
    internal IReadOnlyList<object?> Together => _together;

    /// <summary>The minimum number of their characters.</summary>
    internal long Characters => _characters;

    /// <summary>The characters at the beginning of the prompt that all piped inputs share; 0 if it was no template so far.</summary>
    internal int SharedPrefix => _template?.SharedPrefix ?? 0;

    private PromptTemplate Template => _template ??= PromptTemplate.Parse(_prompt!);

    /// <summary>The prompt where no input belongs to it; null if there is none.</summary>
    /// <exception cref="HolySheepException">A placeholder of a stored prompt has no value.</exception>
    private string? Alone => _isTemplate && _prompt is not null ? TemplateText.Whole(_prompt) : _prompt;

    private bool NamesSomething => _prompt is not null && Template.Names.Count > 0;

    /// <summary>The fault of the prompt for this and every similar input; null if there is none.</summary>
    internal HolySheepException? FindTemplateFault(object? input)
    {
        try
        {
            _ = _prompt is null || PipedConversation.Of(input, byShape: false) is not null || PipedConversation.MessageOf(input, byShape: false) is not null ? null : Template;
            return null;
        }
        catch (HolySheepException exception)
        {
            return exception;
        }
    }

    /// <summary>Keeps an input for the one call for all; false if it has its own call.</summary>
    /// <exception cref="HolySheepException">A part of the input was not preserved.</exception>
    internal bool Keep(object? input)
    {
        if (TurnsOf(input) is { Count: > 0 } turns)
        {
            _turns.AddRange(turns);
            _together.Add(input);
            _haveTurns++;
            return true;
        }

        if (_prompt is null || _usedElsewhere || PipedConversation.Of(input, byShape: false) is not null || NamesSomething || PipedConversation.Of(input, byShape: true) is not null)
        {
            return false;
        }

        // Never treated as a conversation: a foreign text could then contain messages of its own, including the system's.
        if (PipedConversation.IsJsonText(input))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "The piped text is the conversation of an answer in JSON.",
                "To continue it, pipe in the answer that it belongs to, or its messages: $answer.Conversation | ConvertFrom-Json | Invoke-HolySheepChat … To ask about the text, name it in the prompt: '… {}'.");
        }

        _together.Add(input);
        _characters += ValueShapes.Unwrapped(input) is string text ? text.Length + 1 : 1;
        return true;
    }

    /// <summary>The messages for the prompt alone.</summary>
    /// <exception cref="HolySheepException">There is no prompt.</exception>
    internal IReadOnlyList<ChatMessage> WithoutInput() =>
        [ChatMessage.User(Alone ?? throw new HolySheepException(ErrorCode.ArgumentInvalid, "There is nothing to ask.",
            "Give a prompt, as in: Invoke-HolySheepChat 'Why is the sky blue?', or pipe texts in."))];

    /// <summary>The messages for all kept inputs.</summary>
    /// <exception cref="HolySheepException">The inputs have no text, or cannot be read.</exception>
    internal IReadOnlyList<ChatMessage> WithAll()
    {
        // Together with other inputs, messages are data: a conversation could not contain the other inputs.
        if (_haveTurns > 0 && _haveTurns == _together.Count)
        {
            return Continued(_turns);
        }

        var text = ContextText.Of(_together);
        return text.Trim().Length > 0
            ? [ChatMessage.User(Template.Fill(_ => null, []) + "\n\n" + text)]
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, "The piped input is empty: there is nothing to ask about.", "Pipe texts or objects in, or omit the pipe to ask only the prompt.");
    }

    /// <summary>The messages for one input with its own call.</summary>
    /// <exception cref="HolySheepException">The input does not fit the prompt.</exception>
    internal IReadOnlyList<ChatMessage> With(object? input)
    {
        if (ConversationOf(input) is { } conversation)
        {
            return Continued(conversation.Messages);
        }

        if (_prompt is not null)
        {
            return [ChatMessage.User(Template.Fill(name => ValueOf(input, name), Names(input)))];
        }

        return [ChatMessage.User(PipelineText.IsText(input)
            ? PipelineText.Of(input)
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"An object of type {ValueShapes.Unwrapped(input)!.GetType().Name} was piped in without a prompt.",
                "Give a prompt about it, as in: -Prompt 'Summarise: {Body}', where Body is one of its properties."))];
    }

    /// <summary>The model of the continued conversation; null if none is continued.</summary>
    internal string? ModelOf(object? input) => ConversationOf(input)?.Model;

    // A typed answer is always an answer; an untyped object that looks like one may be a row of the user's, whose columns a template names.
    private PipedConversation? ConversationOf(object? input) => PipedConversation.Of(input, byShape: false) ?? (NamesIn() ? null : PipedConversation.Of(input, byShape: true));

    private IReadOnlyList<ChatMessage> TurnsOf(object? input)
    {
        if (PipedConversation.MessageOf(input, byShape: false) is { } message || (!NamesIn() && (message = TurnByShape(input)!) is not null))
        {
            return [message];
        }

        if (ValueShapes.Of(input) != ValueShape.List || NamesIn())
        {
            return [];
        }

        var messages = ValueShapes.Items(ValueShapes.Unwrapped(input)!).Select(TurnByShape).ToList();
        return messages.Count > 0 && messages.All(item => item is not null) ? [.. messages.Select(item => item!)] : [];
    }

    // A row with members beyond those of a message is data: as a message it would lose the rest.
    private static ChatMessage? TurnByShape(object? input) =>
        PipedConversation.MessageOf(input, byShape: true) is { } message && (PipedConversation.IsMessage(input) || InputMembers.Of(input).All(member => PipedConversation.MembersOfMessage.Contains(member.Name)))
            ? message
            : null;

    private bool NamesIn()
    {
        try
        {
            return NamesSomething;
        }
        catch (HolySheepException)
        {
            // Not a template; an error says so where it is used as one.
            return false;
        }
    }

    private IReadOnlyList<ChatMessage> Continued(IReadOnlyList<ChatMessage> messages) =>
    [
        .. messages.Where(message => !_instructs || message.Role != "system"),

        // The results of tools are what the model goes on with.
        .. _prompt is null && messages.Count > 0 && messages[messages.Count - 1].ToolResults.Count > 0 ? [] : (ChatMessage[])[ChatMessage.User(Alone ?? throw new HolySheepException(ErrorCode.ArgumentInvalid, "An answer was piped in without a prompt.",
            "Give the next message of its conversation, as in: $answer | Invoke-HolySheepChat 'Shorter, please.'"))],
    ];

    private static string? ValueOf(object? input, string name) =>
        name.Length > 0 ? (InputMembers.Find(input, name) is { } member ? PipelineText.Of(member.Value) : null)
        : ValueShapes.Of(input) == ValueShape.Object ? null : PipelineText.Of(input);

    private static IReadOnlyCollection<string> Names(object? input) => PipelineText.IsText(input) && ValueShapes.Of(input) != ValueShape.Xml ? [] : [.. InputMembers.Of(input).Select(member => member.Name).Take(ShownNames)];
}
