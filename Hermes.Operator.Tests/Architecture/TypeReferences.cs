using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Hermes.Operator.Tests.Architecture;

/// <summary>Which members each type of an assembly uses: in its fields, its signatures and the code of its methods.</summary>
internal sealed class TypeReferences : IDisposable
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToDictionary(code => code.Value);

    private readonly PEReader _file;
    private readonly MetadataReader _reader;

    public TypeReferences(string assembly)
    {
        _file = new PEReader(File.OpenRead(assembly));
        _reader = _file.GetMetadataReader();
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The assemblies that this one was compiled against and uses.</summary>
    public IEnumerable<string> Assemblies =>
        _reader.AssemblyReferences.Select(handle => _reader.GetString(_reader.GetAssemblyReference(handle).Name));

    /// <summary>Every text in the assembly: names and literals.</summary>
    public IEnumerable<string> Texts =>
        _reader.TypeDefinitions.Select(handle => _reader.GetString(_reader.GetTypeDefinition(handle).Name))
            .Concat(_reader.MemberReferences.Select(handle => _reader.GetString(_reader.GetMemberReference(handle).Name)))
            .Concat(Literals());

    /// <summary>
    /// The types and members that the types of a namespace (closures and state machines among them) use, each as
    /// <c>Namespace.Type</c> or <c>Namespace.Type.Member</c>, with the type that uses it.
    /// </summary>
    public IEnumerable<(string User, string Used)> UsedBy(string @namespace)
    {
        foreach (var handle in _reader.TypeDefinitions)
        {
            var outermost = Outermost(handle);
            var home = _reader.GetString(_reader.GetTypeDefinition(outermost).Namespace);
            if (home != @namespace && !home.StartsWith($"{@namespace}.", StringComparison.Ordinal))
            {
                continue;
            }

            var user = NameOf(outermost);
            foreach (var used in Used(_reader.GetTypeDefinition(handle)).Distinct())
            {
                yield return (user, used);
            }
        }
    }

    private IEnumerable<string> Used(TypeDefinition type)
    {
        var names = new NameProvider(this);
        var signatures = type.GetFields().Select(field => _reader.GetFieldDefinition(field).DecodeSignature(names, null))
            .Concat(type.GetMethods().SelectMany(method => Flatten(_reader.GetMethodDefinition(method).DecodeSignature(names, null))));
        return signatures.SelectMany(signature => signature)
            .Concat(type.GetMethods().SelectMany(method => UsedInBody(_reader.GetMethodDefinition(method), names)));
    }

    private static IEnumerable<ImmutableHashSet<string>> Flatten(MethodSignature<ImmutableHashSet<string>> signature) =>
        signature.ParameterTypes.Prepend(signature.ReturnType);

    private List<string> UsedInBody(MethodDefinition method, NameProvider names)
    {
        if (method.RelativeVirtualAddress == 0)
        {
            return [];
        }

        var used = new List<string>();
        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            used.AddRange(_reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(names, null).SelectMany(local => local));
        }

        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            short value = code.ReadByte();
            var opCode = OpCodesByValue[value == 0xFE ? (short)((value << 8) | code.ReadByte()) : value];
            switch (opCode.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    used.AddRange(NamesOf(MetadataTokens.EntityHandle(code.ReadInt32()), names));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                default:
                    code.Offset += SizeOf(opCode.OperandType);
                    break;
            }
        }

        return used;
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private ImmutableHashSet<string> NamesOf(EntityHandle handle, NameProvider names)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference or HandleKind.TypeDefinition:
                return [NameOf(handle)];
            case HandleKind.TypeSpecification:
                return _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(names, null);
            case HandleKind.MethodSpecification:
                var specification = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                return NamesOf(specification.Method, names).Union(specification.DecodeSignature(names, null).SelectMany(argument => argument));
            case HandleKind.MethodDefinition:
                return NamesOf(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType(), names);
            case HandleKind.FieldDefinition:
                return NamesOf(_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType(), names);
            case HandleKind.MemberReference:
                var member = _reader.GetMemberReference((MemberReferenceHandle)handle);
                var parents = NamesOf(member.Parent, names);
                return parents.Union(parents.Select(parent => $"{parent}.{_reader.GetString(member.Name)}"));
            default:
                return [];
        }
    }

    private string NameOf(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeReference)
        {
            var reference = _reader.GetTypeReference((TypeReferenceHandle)handle);
            var name = _reader.GetString(reference.Name);
            return reference.ResolutionScope.Kind == HandleKind.TypeReference
                ? $"{NameOf(reference.ResolutionScope)}.{name}"
                : $"{_reader.GetString(reference.Namespace)}.{name}";
        }

        var definition = _reader.GetTypeDefinition((TypeDefinitionHandle)handle);
        var declaring = definition.GetDeclaringType();
        return declaring.IsNil
            ? $"{_reader.GetString(definition.Namespace)}.{_reader.GetString(definition.Name)}"
            : $"{NameOf(declaring)}.{_reader.GetString(definition.Name)}";
    }

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle handle) =>
        _reader.GetTypeDefinition(handle).GetDeclaringType() is { IsNil: false } declaring ? Outermost(declaring) : handle;

    private IEnumerable<string> Literals()
    {
        // The heap starts with the empty text.
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = _reader.GetNextHandle(handle))
        {
            yield return _reader.GetUserString(handle);
        }
    }

    /// <summary>Reads a signature as the set of the types in it.</summary>
    private sealed class NameProvider(TypeReferences owner) : ISignatureTypeProvider<ImmutableHashSet<string>, object?>
    {
        public ImmutableHashSet<string> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            [owner.NameOf(handle)];

        public ImmutableHashSet<string> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            [owner.NameOf(handle)];

        public ImmutableHashSet<string> GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public ImmutableHashSet<string> GetGenericInstantiation(
            ImmutableHashSet<string> genericType, ImmutableArray<ImmutableHashSet<string>> typeArguments) =>
            genericType.Union(typeArguments.SelectMany(argument => argument));

        public ImmutableHashSet<string> GetFunctionPointerType(MethodSignature<ImmutableHashSet<string>> signature) =>
            [.. Flatten(signature).SelectMany(type => type)];

        public ImmutableHashSet<string> GetModifiedType(
            ImmutableHashSet<string> modifier, ImmutableHashSet<string> unmodifiedType, bool isRequired) => unmodifiedType;

        public ImmutableHashSet<string> GetArrayType(ImmutableHashSet<string> elementType, ArrayShape shape) => elementType;

        public ImmutableHashSet<string> GetByReferenceType(ImmutableHashSet<string> elementType) => elementType;

        public ImmutableHashSet<string> GetPinnedType(ImmutableHashSet<string> elementType) => elementType;

        public ImmutableHashSet<string> GetPointerType(ImmutableHashSet<string> elementType) => elementType;

        public ImmutableHashSet<string> GetSZArrayType(ImmutableHashSet<string> elementType) => elementType;

        public ImmutableHashSet<string> GetGenericMethodParameter(object? genericContext, int index) => [];

        public ImmutableHashSet<string> GetGenericTypeParameter(object? genericContext, int index) => [];

        public ImmutableHashSet<string> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];
    }
}
