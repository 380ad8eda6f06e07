using System;

namespace HolySheep.Chat.Tools;

/// <summary>A tool call to run.</summary>
/// <param name="Round">The round that asks for it, from 1.</param>
/// <param name="Name">The name of the tool.</param>
/// <param name="Arguments">A JSON object that follows the tool's schema, without members that are null.</param>
/// <param name="Limit">How long the tool may run, without the wait for a confirmation.</param>
public sealed record ToolRequest(int Round, string Name, string Arguments, TimeSpan Limit);
