using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Google.Protobuf;

namespace HolySheep.Gateway.Tests.Harness;

/// <summary>A message in protobuf, read by the numbers of its fields.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, byte[] Value)> _fields = [];

    private ProtobufMessage(byte[] bytes)
    {
        using var input = new CodedInputStream(bytes);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                _fields.Add((WireFormat.GetTagFieldNumber(tag), input.ReadBytes().ToByteArray()));
            }
            else
            {
                input.SkipLastField();
            }
        }
    }

    public static ProtobufMessage Read(byte[] bytes) => new(bytes);

    /// <summary>The messages at the end of a path of fields.</summary>
    public IEnumerable<ProtobufMessage> All(params int[] path) =>
        path.Length == 0 ? [this] : _fields.Where(field => field.Number == path[0]).SelectMany(field => Read(field.Value).All(path[1..]));

    /// <summary>The bytes of a field; empty if there is none.</summary>
    public byte[] Bytes(int number) => _fields.FirstOrDefault(field => field.Number == number).Value ?? [];

    /// <summary>The text of a field.</summary>
    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number));

    /// <summary>The attributes with texts, which are in a field: name to text.</summary>
    public Dictionary<string, string> Attributes(int number) => All(number).ToDictionary(pair => pair.Text(1), pair => pair.All(2).Select(value => value.Text(1)).SingleOrDefault() ?? "", StringComparer.Ordinal);
}
