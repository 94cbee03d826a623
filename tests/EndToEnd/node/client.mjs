// Resolves a target by xDS and, for every number that comes on standard input, makes so many calls and says which peers
// took them. Bootstrap comes from GRPC_XDS_BOOTSTRAP_CONFIG.
import * as grpc from '@grpc/grpc-js';
import * as xds from '@grpc/grpc-js-xds';
import readline from 'node:readline';

xds.register();

const empty = (value) => value;
const client = new grpc.Client(process.argv[2], grpc.credentials.createInsecure());

// The workloads behind are no gRPC servers: what counts is who was asked.
function pick() {
  return new Promise((resolve) => {
    const deadline = new Date(Date.now() + 300000);
    const call = client.makeUnaryRequest('/end.to.end/Pick', empty, empty, Buffer.alloc(0), new grpc.Metadata(), { deadline, waitForReady: true }, (error) =>
      resolve({ peer: call.getPeer(), code: error ? error.code : 0, details: error ? error.details : '' }));
  });
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const peers = {};
  const failures = {};
  for (let rest = Number(line); rest > 0; rest -= 20) {
    for (const { peer, code, details } of await Promise.all(Array.from({ length: Math.min(rest, 20) }, pick))) {
      peers[peer] = (peers[peer] ?? 0) + 1;
      if (code === grpc.status.UNAVAILABLE || code === grpc.status.DEADLINE_EXCEEDED) {
        failures[details] = (failures[details] ?? 0) + 1;
      }
    }
  }
  console.log(JSON.stringify({ peers, failures }));
}
process.exit(0);
