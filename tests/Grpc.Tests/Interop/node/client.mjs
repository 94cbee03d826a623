// Calls the echo service with @grpc/grpc-js and prints one JSON line a check.
import grpc from '@grpc/grpc-js';

const address = process.argv[2];
const service = '/meshactors.test.Echo/';

// google.protobuf.StringValue: field 1, length-delimited. The texts here are shorter than 128 bytes or padded below.
const encode = text => {
  const body = Buffer.from(text, 'utf8');
  const length = [];
  for (let rest = body.length; ; rest >>>= 7) {
    if (rest < 128) { length.push(rest); break; }
    length.push((rest & 127) | 128);
  }
  return Buffer.concat([Buffer.from([10, ...length]), body]);
};
const decode = bytes => {
  if (bytes.length === 0) return '';
  let at = 1;
  while (bytes[at++] & 128);
  return bytes.subarray(at).toString('utf8');
};

const options = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };
const client = new grpc.Client(address, grpc.credentials.createInsecure(), options);
const report = (check, value) => console.log(JSON.stringify({ check, value }));
const ended = call => new Promise(resolve => call.on('status', resolve).on('error', () => {}));

const unary = (method, text, metadata = new grpc.Metadata(), callOptions = {}) => new Promise(resolve => {
  client.makeUnaryRequest(service + method, encode, decode, text, metadata, callOptions,
    (error, value) => resolve(error ? { code: error.code, details: error.details, trailers: error.metadata } : { value }));
});

report('unary', (await unary('Say', 'mesh')).value);

const big = 'x'.repeat(17 * 1024 * 1024);
report('big', (await unary('Say', big)).value.length);

{
  const call = client.makeServerStreamRequest(service + 'Repeat', encode, decode, 'a');
  const values = [];
  call.on('data', value => values.push(value));
  const status = await ended(call);
  report('server streaming', [values, status.code]);
}

{
  const result = await new Promise((resolve, reject) => {
    const call = client.makeClientStreamRequest(service + 'Join', encode, decode, (error, value) => error ? reject(error) : resolve(value));
    for (const part of ['a', 'b', 'c']) call.write(part);
    call.end();
  });
  report('client streaming', result);
}

{
  const call = client.makeBidiStreamRequest(service + 'Chat', encode, decode);
  const status = ended(call);
  const values = [];
  for (let i = 0; i < 50; i++) {
    call.write(`m${i}`);
    values.push(await new Promise(resolve => call.once('data', resolve)));
  }
  call.end();
  call.resume();
  report('duplex', [values.every((value, i) => value === `m${i}`), (await status).code]);
}

{
  const metadata = new grpc.Metadata();
  metadata.set('code', '7');
  const failure = await unary('Fail', 'no entry: ü', metadata);
  report('status', [failure.code, failure.details, failure.trailers.get('reason')[0], [...failure.trailers.get('trace-bin')[0]]]);
}

{
  const failure = await unary('Hang', 'x', new grpc.Metadata(), { deadline: Date.now() + 200 });
  report('deadline', failure.code);
}

{
  const metadata = new grpc.Metadata();
  const zipped = new grpc.Client(address, grpc.credentials.createInsecure(), { ...options, 'grpc.default_compression_algorithm': 2 });
  const value = await new Promise((resolve, reject) => zipped.makeUnaryRequest(service + 'Say', encode, decode, 'zip '.repeat(1000), metadata,
    (error, text) => error ? reject(error) : resolve(text)));
  report('gzip', value.length);
  zipped.close();
}

report('unknown method', (await unary('Nothing', 'x')).code);

{
  const call = client.makeBidiStreamRequest(service + 'Hold', encode, decode);
  const status = ended(call);
  call.write('x');
  await new Promise(resolve => call.once('data', resolve));
  call.cancel();
  report('cancel', (await status).code);
}

client.close();
