using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Errors;

namespace HolySheep.Interactive;

/// <summary>The commands of a session, and what Tab offers for them.</summary>
internal sealed class SessionCommands
{
    private readonly HolySheepClient _client;
    private readonly SessionState _state;
    private readonly ChatSessionOptions _options;
    private readonly IReadOnlyList<SessionCommand> _all;

    public SessionCommands(HolySheepClient client, SessionState state, ChatSessionOptions options)
    {
        _client = client;
        _state = state;
        _options = options;
        _all =
        [
            new("/help", "", "shows this help", _ => [Reply(Help())]),
            new("/model", "[NAME]", "asks another model from now on, or shows which one is asked", Model),
            new("/system", "[TEXT]", "sets the instruction, or shows it", System),
            new("/cost", "", "shows what the session and the last answer cost", _ => [Reply(Cost())]),
            new("/save", "[NAME]", "keeps the conversation under a name, with every later turn", Save),
            new("/clear", "", "begins another conversation; a saved one stays as it is", _ => Clear()),
            new("/exit", "", "ends the session, as Ctrl+D does", _ => Exit()),
        ];
    }

    /// <summary>Runs a command.</summary>
    /// <param name="name">Its name with the slash, in any letter case.</param>
    /// <param name="argument">What follows it.</param>
    public IReadOnlyList<SessionEvent> Run(string name, string argument) =>
        _all.FirstOrDefault(command => string.Equals(command.Name, name, StringComparison.OrdinalIgnoreCase)) is { } known ? known.Run(argument) : Unknown(name);

    /// <summary>The texts that can take the place of an unfinished command; none for a message.</summary>
    public IReadOnlyList<string> Complete(string input)
    {
        if (SessionInput.CommandOf(input) is not var (name, argument))
        {
            return [];
        }

        if (!input.TrimStart().StartsWith(name + " ", StringComparison.Ordinal))
        {
            return [.. _all.Where(command => command.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)).Select(command => command.Name + (command.Argument.Length > 0 ? " " : ""))];
        }

        return string.Equals(name, "/model", StringComparison.OrdinalIgnoreCase)
            ? [.. _options.Names.Models.Where(model => model.Name.StartsWith(argument, StringComparison.OrdinalIgnoreCase)).Select(model => $"{name} {model.Name}")]
            : [];
    }

    private IReadOnlyList<SessionEvent> Model(string name)
    {
        if (name.Length == 0)
        {
            return [Reply(_state.Model)];
        }

        var changed = _state.Request with { Model = name };
        try
        {
            _client.CheckOptions(changed);
        }
        catch (HolySheepException exception)
        {
            return SessionFailure.Of(exception);
        }

        _state.Request = changed;
        return [Reply($"{name} is asked from now on.")];
    }

    private IReadOnlyList<SessionEvent> System(string text)
    {
        if (text.Length == 0)
        {
            return [Reply(_state.Request.System ?? "There is no instruction.")];
        }

        _state.Request = _state.Request with { System = text };
        return [Reply("The instruction applies from the next message on.")];
    }

    private IReadOnlyList<SessionEvent> Save(string name)
    {
        var conversation = _state.Conversation;
        if (conversation.Name is { } known && (name.Length == 0 || name == known))
        {
            return [Reply($"Each answer is saved in the conversation '{known}'.")];
        }

        name = name.Length > 0 ? name : _client.Clock.GetLocalNow().ToString("'chat' yyyy-MM-dd HH-mm-ss", CultureInfo.InvariantCulture);
        try
        {
            conversation.SaveAs(_options.Store(), name);
        }
        catch (HolySheepException exception)
        {
            return SessionFailure.Of(exception);
        }

        return [Reply($"Saved as '{name}', as every later turn will be.")];
    }

    private IReadOnlyList<SessionEvent> Clear()
    {
        _state.Clear();
        return [Reply("Another conversation begins. Model and instruction stay.")];
    }

    private IReadOnlyList<SessionEvent> Exit()
    {
        _state.HasEnded = true;
        return [];
    }

    private string Cost() => _state.Cost.Describe() + (_state.Last is { } last ? "\n" + SessionCost.Describe(last) : "");

    private string Help()
    {
        var width = _all.Max(command => Usage(command).Length);
        return string.Join("\n",
        [
            .. _all.Select(command => Usage(command).PadRight(width) + "  " + command.Summary),
            "",
            "A message of several lines: begin and end it with three quotes (\"\"\"), end a line with a backslash, or press Alt+Enter. Pasted lines stay together.",
            "A message that begins with a slash: double the slash. Ctrl+C stops an answer; at the empty prompt it ends the session.",
        ]);
    }

    private IReadOnlyList<SessionEvent> Unknown(string name) =>
    [
        new(SessionEventKind.Failure, $"There is no command {name}{NearestName.Suggest(name, _all.Select(command => command.Name))}"),
        new(SessionEventKind.Hint, $"The commands are {string.Join(", ", _all.Select(command => command.Name))}. To send a text that begins with a slash, double the slash: /{name}"),
    ];

    private static string Usage(SessionCommand command) => $"{command.Name} {command.Argument}".TrimEnd();

    private static SessionEvent Reply(string text) => new(SessionEventKind.Reply, text);
}
