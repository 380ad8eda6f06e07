using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.Csv;
using HolySheep.Errors;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Binding;

/// <summary>Makes the messages of one call from the prompt and a pipeline input.</summary>
internal sealed class PromptBuilder
{
    // A process or file object has dozens of properties; an error that lists them all hides its point.
    private const int ShownNames = 20;

    private readonly string? _prompt;
    private readonly bool _instructs;
    private PromptTemplate? _template;

    /// <param name="prompt">The prompt, null where none was given.</param>
    /// <param name="instructs">True where the call has an instruction of its own, which takes the place of a conversation's.</param>
    internal PromptBuilder(string? prompt, bool instructs)
    {
        _prompt = prompt;
        _instructs = instructs;
    }

    private PromptTemplate Template => _template ??= PromptTemplate.Parse(_prompt!);

    /// <summary>What is wrong with the prompt for this and every such input; null where nothing is.</summary>
    internal HolySheepException? FindTemplateFault(object? input)
    {
        try
        {
            _ = _prompt is null || Unwrapped(input) is HolySheepChatResult ? null : Template;
            return null;
        }
        catch (HolySheepException exception)
        {
            return exception;
        }
    }

    /// <summary>The messages for the prompt alone.</summary>
    internal IReadOnlyList<ChatMessage> WithoutInput() =>
        [ChatMessage.User(_prompt ?? throw new HolySheepException(ErrorCode.ArgumentInvalid, "There is nothing to ask.",
            "Give a prompt, as in: Invoke-HolySheepChat 'Why is the sky blue?', or pipe texts in."))];

    /// <summary>The messages for one pipeline input.</summary>
    /// <exception cref="HolySheepException">The input does not fit the prompt.</exception>
    internal IReadOnlyList<ChatMessage> With(object? input)
    {
        var value = Unwrapped(input);
        if (value is HolySheepChatResult result)
        {
            var next = _prompt ?? throw new HolySheepException(ErrorCode.ArgumentInvalid, "An answer was piped in without a prompt.",
                "Say how its conversation goes on, as in: $answer | Invoke-HolySheepChat 'Shorter, please.'");
            return [.. result.Conversation.Select(message => message.Message).Where(message => !_instructs || message.Role != "system"), ChatMessage.User(next)];
        }

        if (_prompt is not null)
        {
            return [ChatMessage.User(Template.Fill(name => ValueOf(input, value, name), Names(input, value)))];
        }

        return [ChatMessage.User(value is null || PipelineText.IsScalar(value)
            ? PipelineText.Of(value)
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"An object of type {value.GetType().Name} was piped in without a prompt.",
                "Say what is asked about it, as in: -Prompt 'Summarise: {Body}', where Body is one of its properties."))];
    }

    /// <summary>The model whose conversation goes on; null where none does.</summary>
    internal static string? ModelOf(object? input) => (Unwrapped(input) as HolySheepChatResult)?.Model;

    private static object? Unwrapped(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;

    private static string? ValueOf(object? input, object? value, string name)
    {
        if (name.Length == 0)
        {
            return value is null || PipelineText.IsScalar(value) ? PipelineText.Of(value) : null;
        }

        if (value is IDictionary entries)
        {
            var key = entries.Keys.Cast<object>().FirstOrDefault(key => string.Equals(key.ToString(), name, StringComparison.OrdinalIgnoreCase));
            return key is null ? null : PipelineText.Of(entries[key]);
        }

        try
        {
            return input is not null && PSObject.AsPSObject(input).Properties[name] is { } property ? PipelineText.Of(property.Value) : null;
        }
        catch (GetValueException exception)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The property '{name}' of the input cannot be read: {exception.Message}", inner: exception);
        }
    }

    private static IReadOnlyCollection<string> Names(object? input, object? value) => value switch
    {
        null => [],
        IDictionary entries => [.. entries.Keys.Cast<object>().Select(PipelineText.Of).Take(ShownNames)],
        _ => [.. PSObject.AsPSObject(input!).Properties.Select(property => property.Name).Take(ShownNames)],
    };
}
