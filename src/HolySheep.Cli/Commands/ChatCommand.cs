using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Cli.Input;
using HolySheep.Cli.Interactive;
using HolySheep.Cli.Output;
using HolySheep.Errors;
using HolySheep.Interactive;
using HolySheep.Templates;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep chat</c>: asks for an answer and prints it.</summary>
internal sealed class ChatCommand : Command, IHasExamples
{
    private static readonly TimeSpan ShadowLimit = TimeSpan.FromSeconds(10);

    private readonly Option<bool> _stream = ValueOption.Flag("--stream", "Prints the answer as it arrives, as it does on a terminal.");
    private readonly Option<bool> _noStream = ValueOption.Flag("--no-stream", "Prints the answer when it is whole, on a terminal too; until then another model can take over.");
    private readonly Option<bool> _interactive = ValueOption.Flag("--interactive", 'i', "Asks again and again at a terminal, in one conversation; /help shows its commands. PROMPT is the first message.");
    private readonly TemplateArguments _template = new();
    private readonly ConversationArguments _conversation = new();
    private readonly ChatAttachmentOptions _attachments = new();
    private readonly ChatTraceOptions _trace;
    private readonly IChatOptions[] _themes;
    private readonly ConfigurationOptions _common;
    private readonly StandardOutput _output;
    private readonly Messages _messages;
    private readonly StandardInput _input;
    private readonly PromptArguments _prompt;

    public ChatCommand(ConfigurationOptions common, StandardOutput output, Messages messages, StandardInput input)
        : base("chat", "Asks a model for an answer, then the models of its chain.")
    {
        _common = common;
        _output = output;
        _messages = messages;
        _input = input;
        _prompt = new PromptArguments(new PromptReader(input, messages), "The prompt. Default: standard input. Put a prompt that begins with '-' after '--'.");
        _trace = new ChatTraceOptions(messages);
        _themes = [new ChatRouteOptions(), new ChatCacheOptions(asks: true), new ChatSamplingOptions(), new ChatLimitOptions(), new ChatWireOptions(), _trace];
        _prompt.AddTo(this);
        Options.Add(_interactive);
        Options.Add(_stream);
        Options.Add(_noStream);
        _template.AddTo(this);
        _conversation.AddTo(this);
        _attachments.AddTo(this);
        _common.AddNetworkTo(this);
        foreach (var theme in _themes)
        {
            theme.AddTo(this);
        }

        SetAction(RunAsync);
    }

    public string Examples => """
        Examples:
          holysheep chat 'Xin chào' --sandbox
          holysheep chat 'Explain TLS in one line' --model claude-sonnet-4.5 --fallback gemini-2.5-flash --stream
          journalctl -n 200 | holysheep chat 'What went wrong?' - --json --timeout 90
          holysheep chat 'Name three rivers' --schema rivers.schema.json --temperature 0
          holysheep chat -t translate --var language=French 'Good morning'
          holysheep chat 'Why did the backup fail?' --conversation 'incident 4711'
          holysheep chat -c 'And since when?'
          holysheep chat -i --model claude-sonnet-4.5
          holysheep chat 'A rehearsal' --rehearse 'gpt-4.1=429x2; claude-sonnet-4.5=down'

        """;

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var json = _common.Json(parse);
        if (parse.GetValue(_interactive))
        {
            return await ChatAsync(parse, cancellationToken);
        }

        var stream = Streams(parse, json);
        using var client = _common.OpenClient(parse, _messages, _trace.Rehearsal(parse));
        var template = _template.Find(parse, client);
        var conversation = _conversation.Find(parse, client);
        var prompt = await PromptAsync(parse, template, cancellationToken);
        var request = _themes.Aggregate(
            new ChatRequest { Messages = [ChatMessage.User(prompt)], StreamWire = stream && json },
            (built, theme) => theme.Apply(parse, built));
        request = await client.Attachments.AddAsync(template?.ApplyTo(request) ?? request, _attachments.Sources(parse), cancellationToken);
        request = conversation?.Continue(request) ?? request;

        // As late as possible, because piped data may arrive a moment after this process has started.
        _prompt.RefuseWaitingData(parse);
        using var waiting = WaitingLine.Begin(_output, _messages, json, TimeProvider.System);
        request = waiting?.Watch(request) ?? request;
        var result = stream && !json
            ? await new AnswerStream(_output, _messages, waiting).ShowAsync(client.StreamAsync(request, cancellationToken), cancellationToken)
            : await client.ChatAsync(request, cancellationToken);

        waiting?.Dispose();
        _prompt.WarnOfLateData(parse);
        result = conversation?.Keep(request, result) ?? result;
        _messages.Warnings(result.Warnings);

        if (json)
        {
            _output.WriteLine(ChatResultJson.Of(conversation?.Fault is { } unsaved ? result with { Warnings = [.. result.Warnings, unsaved.Message] } : result));
        }
        else if (!stream)
        {
            _output.WriteAnswer(result.Content);
            _output.WriteLine("");
        }

        // The caller has the answer by now; a shadow that started with it may still run.
        _output.Flush();
        await client.FinishShadowsAsync(ShadowLimit, cancellationToken);
        return conversation?.Fault is { } fault ? Report(fault) : ExitCode.Answered;
    }

    // The answer is there; that its turn is missing from the conversation must not pass for success.
    private int Report(HolySheepException fault)
    {
        _messages.Error(fault.Code, fault.Message, fault.Hint);
        return ExitCode.Of(fault.Code);
    }

    private async Task<int> ChatAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var terminal = new InteractiveTerminal(_output, _input);
        terminal.ThrowIfNone(_common.Json(parse), first: _prompt.Given(parse));
        using var client = _common.OpenClient(parse, _messages, _trace.Rehearsal(parse));
        var template = _template.Find(parse, client);
        var request = _themes.Aggregate(new ChatRequest { Messages = [ChatMessage.User("")] }, (built, theme) => theme.Apply(parse, built));
        var session = new ChatSession(client, new ChatSessionOptions
        {
            Request = (template?.ApplyTo(request) ?? request) with { Messages = [] },
            Attachments = await client.Attachments.ReadAsync(_attachments.Sources(parse), cancellationToken),
            Names = _common.Names(parse),
            Conversation = _conversation.Find(parse, client),
            Opening = template is null ? null : text => TemplateText.Whole(_template.Bind(parse, template, text)!),
        });
        await terminal.RunAsync(session, _prompt.Given(parse), cancellationToken);
        await client.FinishShadowsAsync(ShadowLimit, cancellationToken);
        return ExitCode.Answered;
    }

    // On a terminal the wait for the first words counts; a pipe gets the whole answer of one model, or none.
    private bool Streams(ParseResult parse, bool json) => (parse.GetValue(_stream), parse.GetValue(_noStream)) switch
    {
        (true, true) => throw new HolySheepException(ErrorCode.ArgumentInvalid, "--stream and --no-stream cannot be combined.", "Omit one of them."),
        (true, _) => true,
        (_, true) => false,
        _ => _output.IsTerminal && !json,
    };

    private async Task<string> PromptAsync(ParseResult parse, TemplateOptions? template, CancellationToken cancellationToken)
    {
        // Standard input is read only if something stands for it.
        var text = template is null || _prompt.IsGiven(parse) || TemplateText.TakesText(template.Prompt) ? await _prompt.ReadAsync(parse, cancellationToken) : null;
        return template is null ? text! : TemplateText.Whole(_template.Bind(parse, template, text)!);
    }
}
